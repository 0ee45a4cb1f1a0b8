import { createHash } from 'node:crypto';
import { system } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import { sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import { RuleViolationError } from '../../shared/domain/errors';
import type { Id } from '../../shared/domain/ids';
import { SignInGuard } from './sign-in-guard.entity';

export const windowMinutes = 15;
const windowMilliseconds = windowMinutes * 60_000;
/** Longer than any check takes. */
const checkMilliseconds = 30_000;
/** How far the clocks of two nodes may differ, including the time of a check. */
const clockMilliseconds = 120_000;

/** FULL: too many attempts in the window. BUSY: another attempt is being checked. */
export type Begun = { id: Id<'signinguard'> } | 'FULL' | 'BUSY';

/**
 * Counts attempts before they are checked, with one conditional statement on one row: the limit holds for any number of
 * concurrent attempts on any number of nodes.
 */
export class SignInGuards {
  constructor(private readonly database: Database) {}

  /** Counts one attempt; null if the window is full. */
  async count(what: readonly string[], limit: number): Promise<SignInGuard['id'] | null> {
    const { id } = await this.guard(what);
    return (await this.attempt(id, limit, false)) ? id : null;
  }

  /** Counts one attempt and blocks others from being checked until `settle`. */
  async begin(what: readonly string[], limit: number): Promise<Begun> {
    const { id } = await this.guard(what);
    if (await this.attempt(id, limit, true)) return { id: id as Id<'signinguard'> };
    const { attempts, startedAt } = await this.guard(what);
    const full = attempts >= limit && startedAt > this.windowStart();
    return full ? 'FULL' : 'BUSY';
  }

  /** Ends a check: a failed attempt remains counted, a successful one clears the count. */
  async settle(id: string, succeeded: boolean): Promise<void> {
    await this.write((tx) => settle(tx, id, succeeded));
  }

  /** Takes one counted attempt back. */
  async refund(id: string): Promise<void> {
    await this.write((tx) => refund(tx, id));
  }

  private async attempt(id: string, limit: number, alone: boolean): Promise<boolean> {
    const now = this.database.clock.now();
    const at = (moment: Date) => this.database.shapes.of(SignInGuard).stored('startedAt', moment);
    const latest = at(new Date(now.getTime() + clockMilliseconds));
    const [start, began] = [at(this.windowStart()), at(now)];
    // A window or a check in the future was begun under a clock that was wrong.
    const isOver = sql`(startedAt <= ${start} OR startedAt > ${latest})`;
    const until = alone ? at(new Date(now.getTime() + checkMilliseconds)) : null;
    // MariaDB assigns from left to right: expressions about the old window come before its new values.
    const counted = await this.write((tx) =>
      tx.execute(
        sql`UPDATE sign_in_guard SET attempts = CASE WHEN ${isOver} THEN 1 ELSE attempts + 1 END,
              startedAt = CASE WHEN ${isOver} THEN ${began} ELSE startedAt END, checkingUntil = ${until}
            WHERE id = ${id} AND (${isOver} OR attempts < ${limit})
              AND (checkingUntil IS NULL OR checkingUntil <= ${began} OR checkingUntil > ${latest})`,
      ),
    );
    return counted === 1;
  }

  /** The row of what is guarded, created on the first attempt. A change by its primary key locks no other row. */
  private async guard(what: readonly string[]): Promise<SignInGuard> {
    const name = createHash('sha256').update(JSON.stringify(what)).digest('hex');
    const find = () => this.database.reader(system).first(SignInGuard, { name });
    const found = await find();
    if (found) return found;
    try {
      const startedAt = this.database.clock.now();
      return await this.write((tx) => tx.append(SignInGuard, { name, attempts: 0, startedAt }));
    } catch (error) {
      const meanwhile = error instanceof RuleViolationError ? await find() : null;
      if (!meanwhile) throw error;
      return meanwhile;
    }
  }

  private windowStart(): Date {
    return new Date(this.database.clock.now().getTime() - windowMilliseconds);
  }

  private write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction({ viewer: system, action: 'signIn', requestId: 'signIn' }, work);
  }
}

export async function settle(tx: Transaction, id: string, succeeded: boolean): Promise<void> {
  await tx.execute(
    succeeded
      ? sql`UPDATE sign_in_guard SET attempts = 0, checkingUntil = NULL WHERE id = ${id}`
      : sql`UPDATE sign_in_guard SET checkingUntil = NULL WHERE id = ${id}`,
  );
}

export async function refund(tx: Transaction, id: string): Promise<void> {
  await tx.execute(sql`UPDATE sign_in_guard SET attempts = attempts - 1 WHERE id = ${id} AND attempts > 0`);
}
