import { Index } from 'typeorm';
import { system } from '../access/viewer';
import { RuleViolationError } from '../domain/errors';
import type { Job } from '../jobs/job';
import { DateTimeColumn, IntColumn, MoneyColumn, TextColumn } from './columns';
import type { Database } from './database';
import { Node, RecordType } from './record';
import { column, sql } from './sql';

/** How much of a quota was used in a window of time. Counted here, so that all nodes together keep to it. */
@RecordType({
  prefix: 'quotause',
  table: 'quota_use',
  description: 'How much of a quota was used in a window of time.',
})
export class QuotaUse extends Node {
  /** What it is a quota of, whose it is, and which window of time: in one text. */
  @Index({ unique: true })
  @TextColumn({ length: 200 })
  quota!: string;

  @IntColumn()
  uses!: number;

  /** What the uses came to, in the unit of the quota. */
  @MoneyColumn()
  amount!: number;

  /** When the window is over. */
  @Index()
  @DateTimeColumn()
  endsAt!: Date;
}

/** A quota in the window of time that is now. */
export interface Quota {
  /** What it is a quota of, and whose. */
  name: string;
  windowMilliseconds: number;
  /** How many uses the window has; 0 for no limit. */
  uses: number;
  /** What they may come to together; 0 for no limit. */
  amount: number;
}

const maxInt = 2_147_483_647;
const isUnlimited = ({ uses, amount }: Quota) => uses === 0 && amount === 0;

const noting = { viewer: system, action: 'quota', requestId: 'quota' };

/**
 * Takes one use, of so much, from a quota; false where it does not have as much any more. One statement looks and counts,
 * before what is counted is done: uses that come together cannot all find the same room.
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
    // It is there already: used up, or begun by another in the meantime.
    if (!(error instanceof RuleViolationError)) throw error;
    return (await count()) === 1;
  }
}

/** Gives back what a use took and did not need. */
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

/** Seconds until the window of now is over, for `Retry-After`. */
export function secondsLeft(database: Database, { windowMilliseconds }: Quota): number {
  return Math.ceil((windowMilliseconds - (database.clock.now().getTime() % windowMilliseconds)) / 1_000);
}

/** Counts of windows that are over are of no use to anybody. */
export const clearQuotas: Job = {
  name: 'clearQuotas',
  description: 'Deletes the counts of quotas whose window of time is over.',
  async run(database) {
    const now = database.shapes.of(QuotaUse).stored('endsAt', database.clock.now());
    const over = await database.reader(system).list(QuotaUse, { and: [sql`${column('endsAt')} <= ${now}`] });
    await database.transaction(noting, (tx) => tx.deleteAll(QuotaUse, over));
    return over.length;
  },
};
