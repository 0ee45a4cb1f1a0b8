/**
 * The database, or its folder, cannot be used as it is. The message says why and what to do; the start fails with it.
 */
export class UnfitDatabaseError extends Error {
  override readonly name = 'UnfitDatabaseError';
}
