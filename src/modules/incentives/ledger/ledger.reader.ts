import type { Reader, Where } from '../../../shared/database/reader';
import { and, column, or, type Sql, sql } from '../../../shared/database/sql';
import { matching, withCondition } from '../../../shared/database/where';
import type { Clock } from '../../../shared/domain/clock';
import { addDays, beginningIn, type PlainDate } from '../../../shared/domain/dates';
import type { Standing } from './entry.rules';
import { IncentiveEntry, IncentiveKind, IncentiveRelease } from './incentive-entry.entity';
import { type IncentiveEntryFilter, IncentiveEntryState } from './ledger.inputs';

/** Entries whose points and money are payable on the day: never held, or released. */
export function payableOn(day: PlainDate): Sql {
  const released = sql`SELECT 1 FROM incentive_release AS released WHERE released.entryId = ${column<IncentiveEntry>('id')} AND released.payableFrom <= ${day}`;
  return or([sql`${column<IncentiveEntry>('payableFrom')} <= ${day}`, sql`EXISTS (${released})`]);
}

/** The entries of a filter; its days are days of the installation's time zone. */
export function entriesWanted(
  filter: IncentiveEntryFilter | null,
  clock: Clock,
  stored: (moment: Date) => unknown,
): Where<IncentiveEntry> {
  const { occurredFrom, occurredTo, postedFrom, postedTo, state } = filter ?? {};
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
  const begins = (day: PlainDate) => stored(beginningIn(clock.timeZone, day));
  const at = (name: 'occurredAt' | 'postedAt') => column<IncentiveEntry>(name);
  const conditions = [
    occurredFrom && sql`${at('occurredAt')} >= ${begins(occurredFrom)}`,
    occurredTo && sql`${at('occurredAt')} < ${begins(addDays(occurredTo, 1))}`,
    postedFrom && sql`${at('postedAt')} >= ${begins(postedFrom)}`,
    postedTo && sql`${at('postedAt')} < ${begins(addDays(postedTo, 1))}`,
    state && or(state.map((each) => isIn(each, clock.today()))),
  ];
  return withCondition(where, ...conditions.filter((each) => each !== null && each !== undefined && each !== ''));
}

function isIn(state: IncentiveEntryState, today: PlainDate): Sql {
  const payable = payableOn(today);
  const paid = sql`${column<IncentiveEntry>('kind')} = ${IncentiveKind.PAYOUT}`;
  switch (state) {
    case IncentiveEntryState.COMING:
      return sql`NOT (${payable})`;
    case IncentiveEntryState.PAYABLE:
      return and([payable, sql`NOT (${paid})`]);
    case IncentiveEntryState.PAID:
      return paid;
  }
}

/** What has happened to an entry since. Batched. */
export async function standingFor(reader: Reader, entry: IncentiveEntry): Promise<Standing> {
  const [reversals, releases] = await Promise.all([
    reader.listBy(IncentiveEntry, 'reversesId', entry.id),
    reader.listBy(IncentiveRelease, 'entryId', entry.id),
  ]);
  return { entry, isReversed: reversals.length > 0, isReleased: releases.length > 0 };
}
