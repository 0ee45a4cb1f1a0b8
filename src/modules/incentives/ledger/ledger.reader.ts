import { nothing } from '../../../shared/access/policy';
import type { Reader, Where } from '../../../shared/database/reader';
import { and, column, or, padded, type Sql, sql } from '../../../shared/database/sql';
import { matching, withCondition } from '../../../shared/database/where';
import { addDays, beginningIn, type PlainDate } from '../../../shared/domain/dates';
import type { Context } from '../../../shared/graphql/context';
import type { Standing } from './entry.rules';
import { IncentiveEntry, IncentiveKind, IncentiveRelease } from './incentive-entry.entity';
import { type IncentiveEntryFilter, IncentiveEntryState } from './ledger.inputs';

/** Entries whose points and money are payable on the day. */
export function payableOn(day: PlainDate): Sql {
  return sql`${column<IncentiveEntry>('payableFrom')} <= ${day}`;
}

/** The opposite: held, also if it was released later than on the day, or payable from a later day on. */
export function isComing(day: PlainDate): Sql {
  const payableFrom = column<IncentiveEntry>('payableFrom');
  return sql`(${payableFrom} IS NULL OR ${payableFrom} > ${day})`;
}

export type Surroundings = Pick<Context, 'database' | 'clock'>;

/** The moment at which a day begins in the installation's time zone, as it is stored. */
export function beginningOf({ database, clock }: Surroundings, day: PlainDate): unknown {
  return database.shapes.of(IncentiveEntry).stored('postedAt', beginningIn(clock.timeZone, day));
}

/** Whether the viewer sees incentives at all: staff who do not deal with them see none. */
export function seesIncentives(reader: Reader): boolean {
  return reader.visible(IncentiveEntry) !== nothing;
}

/** The entries of a filter; its days are days of the installation's time zone. */
export function entriesWanted(filter: IncentiveEntryFilter | null, surroundings: Surroundings): Where<IncentiveEntry> {
  const { occurredFrom, occurredTo, postedFrom, postedTo, state, payoutId } = filter ?? {};
  const where = matching(
    IncentiveEntry,
    filter,
    'partnerId',
    'memberId',
    'kind',
    'ruleCode',
    'schemeId',
    'projectId',
    'recordId',
  );
  const begins = (day: PlainDate) => beginningOf(surroundings, day);
  const at = (name: 'occurredAt' | 'postedAt') => column<IncentiveEntry>(name);
  const conditions = [
    occurredFrom && sql`${at('occurredAt')} >= ${begins(occurredFrom)}`,
    occurredTo && sql`${at('occurredAt')} < ${begins(addDays(occurredTo, 1))}`,
    postedFrom && sql`${at('postedAt')} >= ${begins(postedFrom)}`,
    postedTo && sql`${at('postedAt')} < ${begins(addDays(postedTo, 1))}`,
    payoutId &&
      sql`${column<IncentiveEntry>('id')} IN (SELECT item.entryId FROM payout_item AS item WHERE item.payoutId = ${payoutId})`,
    state && or(state.map((each) => isIn(each, surroundings.clock.today()))),
  ];
  return withCondition(where, ...conditions.filter((each) => each !== null && each !== undefined && each !== ''));
}

function isIn(state: IncentiveEntryState, today: PlainDate): Sql {
  switch (state) {
    case IncentiveEntryState.COMING:
      return isComing(today);
    case IncentiveEntryState.PAYABLE:
      return and([payableOn(today), sql`NOT (${isPaid})`]);
    case IncentiveEntryState.PAID:
      return isPaid;
  }
}

/** Entries of payouts that were paid, and the payments themselves. */
const isPaid = or([
  sql`${column<IncentiveEntry>('kind')} = ${IncentiveKind.PAYOUT}`,
  sql`EXISTS (SELECT 1 FROM payout_item AS item JOIN payout AS paid ON paid.id = item.payoutId WHERE item.takenEntryId = ${column<IncentiveEntry>('id')} AND paid.paidOn IS NOT NULL)`,
]);

/** Where an entry stands today. Batched. */
export async function stateOf(reader: Reader, { id }: IncentiveEntry, today: PlainDate): Promise<IncentiveEntryState> {
  const [row] = await reader.rowsBy<{ id: string; paid: unknown; payable: unknown }>(
    `incentive state ${today}`,
    'id',
    id,
    (ids) => sql`
      SELECT ${column<IncentiveEntry>('id')} AS id, CASE WHEN ${isPaid} THEN 1 ELSE 0 END AS paid,
        CASE WHEN ${payableOn(today)} THEN 1 ELSE 0 END AS payable
      FROM incentive_entry AS t WHERE ${column<IncentiveEntry>('id')} IN (${padded(ids)})`,
  );
  if (Number(row!.paid) === 1) return IncentiveEntryState.PAID;
  return Number(row!.payable) === 1 ? IncentiveEntryState.PAYABLE : IncentiveEntryState.COMING;
}

/** What has happened to an entry since. Batched. */
export async function standingFor(reader: Reader, entry: IncentiveEntry): Promise<Standing> {
  const [reversals, releases] = await Promise.all([
    reader.listBy(IncentiveEntry, 'reversesId', entry.id),
    reader.listBy(IncentiveRelease, 'entryId', entry.id),
  ]);
  return { entry, isReversed: reversals.length > 0, isReleased: releases.length > 0 };
}
