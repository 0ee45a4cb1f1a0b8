import { sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import type { Id } from '../../shared/domain/ids';
import { StoredSession } from './session.entity';

interface Options {
  /** The session that remains. */
  except?: Id<'session'> | null;
  /** Whether the account's devices are forgotten as well. */
  forgetDevices?: boolean;
}

/**
 * Ends the sessions of a user; returns their number. Must be called after the user was saved: a concurrent sign-in
 * either holds the user's row, and then its session is seen here, or finds the user changed.
 */
export async function endSessions(tx: Transaction, userId: string, options: Options = {}): Promise<number> {
  const now = tx.stored(StoredSession, 'revokedAt', tx.clock.now());
  const ended = await tx.execute(
    sql`UPDATE session SET revokedAt = ${now} WHERE userId = ${userId} AND revokedAt IS NULL AND id <> ${options.except ?? ''}`,
  );
  if (options.forgetDevices) {
    await tx.execute(sql`UPDATE session SET network = NULL, deviceHash = NULL WHERE userId = ${userId}`);
  }
  return ended;
}

/**
 * Marks the network in which a person set their password as known, by a session that has ended. Otherwise a stranger
 * who keeps guessing could block the person's first sign-in.
 */
export async function knowNetwork(tx: Transaction, userId: Id<'user'>, network: string): Promise<void> {
  const now = tx.clock.now();
  await tx.append(StoredSession, {
    userId,
    refreshHash: '',
    createdAt: now,
    expiresAt: now,
    revokedAt: now,
    network,
  });
}
