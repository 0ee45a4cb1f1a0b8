/** The database, or the folder it lives in, cannot be used as it is. The message says why and what to do; a start ends with it. */
export class UnfitDatabaseError extends Error {
  override readonly name = 'UnfitDatabaseError';
}
