import { sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import type { Id } from '../../shared/domain/ids';
import { StoredSession } from './session.entity';

interface Options {
  /** The session that stays. */
  except?: Id<'session'> | null;
  /** Is the account no longer known on the devices that it signed in from? */
  forgetDevices?: boolean;
}

/**
 * Ends the sessions of a user; answers how many. Called after the user was saved: a sign-in that is under way either holds the
 * user's row, and then its session is seen here, or finds the user changed.
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
 * Lets a person be known where they have set their password, by a session that has ended: else a stranger who keeps guessing
 * would keep them from the first sign-in with it.
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
