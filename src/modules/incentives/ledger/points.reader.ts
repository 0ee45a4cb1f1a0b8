import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import { maxDay, type PlainDate } from '../../../shared/domain/dates';
import { type Decimal, sum } from '../../../shared/domain/decimal';
import { groupedBy } from '../../../shared/domain/groups';
import type { Id } from '../../../shared/domain/ids';
import { momentsOf } from '../../partners';
import { IncentiveEntry, IncentiveKind } from './incentive-entry.entity';

/** The entries of partners that stand, for what happened from one day to another, oldest first. */
export function entriesThatStand(
  reader: Reader,
  partnerIds: readonly string[],
  kind: readonly IncentiveKind[],
  days: { from: PlainDate; until: PlainDate },
  timeZone: string,
): Promise<IncentiveEntry[]> {
  const [begin, end] = momentsOf(days, timeZone);
  const occurredAt = column<IncentiveEntry>('occurredAt');
  const id = column<IncentiveEntry>('id');
  return reader.list(
    IncentiveEntry,
    {
      partnerId: partnerIds as Id<'partner'>[],
      kind,
      and: [
        sql`${occurredAt} >= ${begin} AND ${occurredAt} < ${end}`,
        sql`NOT EXISTS (SELECT 1 FROM incentive_entry AS reversal WHERE reversal.reversesId = ${id})`,
      ],
    },
    [{ column: 'occurredAt' }, { column: 'id' }],
  );
}

/** Penalty points, above 0, with the entries that they are the sum of. */
export interface PenaltyPoints {
  points: Decimal;
  entryIds: Id<'incentive_entry'>[];
}

/** The penalty points that stand for what happened on a day or later, of each partner that has any. One statement. */
export async function penaltyPoints(
  reader: Reader,
  partnerIds: readonly string[],
  since: PlainDate,
  timeZone: string,
): Promise<Map<Id<'partner'>, PenaltyPoints>> {
  const until = { from: since, until: maxDay };
  const penalties = await entriesThatStand(reader, partnerIds, [IncentiveKind.PENALTY], until, timeZone);
  const ofPoints = penalties.filter(({ points }) => points.isNegative());
  return new Map(
    [...groupedBy('partnerId', ofPoints)].map(([partnerId, entries]) => [
      partnerId as Id<'partner'>,
      { points: sum(entries.map(({ points }) => points)).negated(), entryIds: entries.map(({ id }) => id) },
    ]),
  );
}
