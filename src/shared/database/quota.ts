import { Index } from 'typeorm';
import { system } from '../access/viewer';
import { RuleViolationError } from '../domain/errors';
import type { Job } from '../jobs/job';
import { DateTimeColumn, IntColumn, MoneyColumn, TextColumn } from './columns';
import type { Database } from './database';
import { Node, RecordType } from './record';
import { column, sql } from './sql';

/** How much of a quota was used in a time window. Counted in the database, so that the quota holds across all nodes. */
@RecordType({
  prefix: 'quotause',
  table: 'quota_use',
  description: 'How much of a quota was used in a time window.',
})
export class QuotaUse extends Node {
  /** The quota, its holder and its time window, in one text. */
  @Index({ unique: true })
  @TextColumn({ length: 200 })
  quota!: string;

  @IntColumn()
  uses!: number;

  /** The total of the uses, in the unit of the quota. */
  @MoneyColumn()
  amount!: number;

  /** When the window ends. */
  @Index()
  @DateTimeColumn()
  endsAt!: Date;
}

/** A quota for the current time window. */
export interface Quota {
  /** The quota and its holder. */
  name: string;
  windowMilliseconds: number;
  /** How many uses the window allows; 0 for no limit. */
  uses: number;
  /** The total amount that the window allows; 0 for no limit. */
  amount: number;
}

const maxInt = 2_147_483_647;
const isUnlimited = ({ uses, amount }: Quota) => uses === 0 && amount === 0;

const noting = { viewer: system, action: 'quota', requestId: 'quota' };

/**
 * Takes one use of the given amount from a quota; false if too little is left. One statement checks and counts, before
 * the use happens, so that concurrent uses cannot all pass.
 */
export async function takeFrom(database: Database, quota: Quota, amount = 0): Promise<boolean> {
  if (isUnlimited(quota)) return true;
  const now = database.clock.now().getTime();
  const start = Math.floor(now / quota.windowMilliseconds) * quota.windowMilliseconds;
  const name = keyOf(quota, start);
  const maxUses = quota.uses || maxInt;
  const maxAmount = quota.amount || Number.MAX_SAFE_INTEGER;
  if (amount > maxAmount) return false;
  const count = () =>
    database.transaction(noting, (tx) =>
      tx.execute(
        sql`UPDATE quota_use SET uses = uses + 1, amount = amount + ${amount}
            WHERE quota = ${name} AND uses < ${maxUses} AND amount <= ${maxAmount - amount}`,
      ),
    );
  if ((await count()) === 1) return true;
  const endsAt = new Date(start + quota.windowMilliseconds);
  try {
    await database.transaction(noting, (tx) => tx.append(QuotaUse, { quota: name, uses: 1, amount, endsAt }));
    return true;
  } catch (error) {
    // The row already exists: the quota is used up, or another request created the row in the meantime.
    if (!(error instanceof RuleViolationError)) throw error;
    return (await count()) === 1;
  }
}

/** Returns what a use took and did not need. */
export async function giveBack(database: Database, quota: Quota, taken: Date, amount: number): Promise<void> {
  if (isUnlimited(quota)) return;
  const start = Math.floor(taken.getTime() / quota.windowMilliseconds) * quota.windowMilliseconds;
  await database.transaction(noting, (tx) =>
    tx.execute(sql`UPDATE quota_use SET amount = amount - ${amount} WHERE quota = ${keyOf(quota, start)}`),
  );
}

function keyOf({ name }: Quota, start: number): string {
  return `${name} ${new Date(start).toISOString()}`;
}

/** Seconds until the current window ends, for `Retry-After`. */
export function secondsLeft(database: Database, { windowMilliseconds }: Quota): number {
  return Math.ceil((windowMilliseconds - (database.clock.now().getTime() % windowMilliseconds)) / 1_000);
}

/** Counts of past windows are no longer needed. */
export const clearQuotas: Job = {
  name: 'clearQuotas',
  description: 'Deletes the counts of quotas whose time window has ended.',
  async run(database) {
    const now = database.shapes.of(QuotaUse).stored('endsAt', database.clock.now());
    const over = await database.reader(system).list(QuotaUse, { and: [sql`${column<QuotaUse>('endsAt')} <= ${now}`] });
    await database.transaction(noting, (tx) => tx.deleteAll(QuotaUse, over));
    return over.length;
  },
};
