import type { Reader } from '../../../shared/database/reader';
import { and, column, join, raw, type Sql, sql } from '../../../shared/database/sql';
import { monthParts } from '../../../shared/domain/month-parts';
import { CostRollup, TimeEntry, TimeEntryStatus } from '../../time';
import { added, type ApprovedTime, minus, noTime, type Period } from './standardisation-rate.formula';
import type { StandardisationRateFilter } from './standards.inputs';
import { DeliveringParty, StandardisationRateBy } from './standards.types';

/** What the time is added up by: offering, party, or month as `YYYY-MM`. */
export type Subject = StandardisationRateBy.OFFERING | StandardisationRateBy.PARTY | 'MONTH';

interface Sums extends Record<string, unknown> {
  subject: string;
  /** Text if the database adds up decimals. */
  minutes: number | string;
  standardMinutes: number | string;
  entries: number | string;
}

/**
 * The approved time of a period by subject; without subjects that have none. The roll-up has no projects, so those are
 * added up from their entries.
 */
export async function approvedTime(
  reader: Reader,
  by: Subject,
  period: Period,
  filter: StandardisationRateFilter,
): Promise<Map<string, ApprovedTime>> {
  const {
    months,
    plus,
    minus: others,
  } = filter.projectId ? { months: null, plus: [period], minus: [] } : monthParts(period);
  const times = new Map<string, ApprovedTime>();
  const count = async (statement: Sql, combined: typeof added) => {
    for (const row of await reader.rows<Sums>(statement))
      times.set(row.subject, combined(times.get(row.subject) ?? noTime, timeOf(row)));
  };
  if (months) await count(ofMonths(reader, by, months, filter), added);
  for (const days of plus) await count(ofDays(reader, by, days, filter), added);
  for (const days of others) await count(ofDays(reader, by, days, filter), minus);
  for (const [subject, { entries }] of times) if (entries === 0) times.delete(subject);
  return times;
}

const timeOf = ({ minutes, standardMinutes, entries }: Sums): ApprovedTime => ({
  minutes: Number(minutes),
  standardMinutes: Number(standardMinutes),
  entries: Number(entries),
});

function ofMonths(
  reader: Reader,
  by: Subject,
  { from, to }: { from: string; to: string },
  { offeringId, partnerId }: StandardisationRateFilter,
): Sql {
  const partner = column<CostRollup>('partnerId');
  const offering = column<CostRollup>('offeringId');
  const month = column<CostRollup>('month');
  const sums = (['minutes', 'standardMinutes', 'entries'] as const).map(
    (name) => sql`SUM(${column<CostRollup>(name)}) AS ${raw(name)}`,
  );
  const conditions = and([
    sql`${month} >= ${from} AND ${month} <= ${to}`,
    reader.visible(CostRollup),
    ...oneOf(offering, offeringId),
    ...oneOf(partner, partnerId),
  ]);
  const subject = subjectOf(by, { offering, partner, month });
  return sql`SELECT ${subject} AS subject, ${join(sums, ', ')} FROM cost_rollup AS t WHERE ${conditions} GROUP BY subject`;
}

/** The entries are added up by allocation and scope item first, because they are many more. */
function ofDays(
  reader: Reader,
  by: Subject,
  { from, to }: Period,
  { offeringId, projectId, partnerId }: StandardisationRateFilter,
): Sql {
  const [partner, day] = [column<TimeEntry>('partnerId'), column<TimeEntry>('workedOn')];
  const [allocation, scopeItem] = [column<TimeEntry>('allocationId'), column<TimeEntry>('scopeItemId')];
  const conditions = and([
    sql`${column<TimeEntry>('status')} = ${TimeEntryStatus.APPROVED}`,
    sql`${day} >= ${from} AND ${day} <= ${to}`,
    reader.visible(TimeEntry),
    ...oneOf(column<TimeEntry>('projectId'), projectId),
    ...oneOf(partner, partnerId),
  ]);
  const month = sql`SUBSTR(${day}, 1, 7)`;
  const parts = sql`${allocation}, ${scopeItem}${by === 'MONTH' ? sql`, ${month}` : raw('')}`;
  const subject = subjectOf(by, {
    offering: raw('share.offeringId'),
    partner: raw('share.partnerId'),
    month: raw('part.month'),
  });
  return sql`
    SELECT ${subject} AS subject, SUM(part.minutes) AS minutes,
      SUM(CASE WHEN item.standard = 1 THEN part.minutes ELSE 0 END) AS standardMinutes, SUM(part.entries) AS entries
    FROM (
      SELECT ${allocation}, ${scopeItem}, ${by === 'MONTH' ? sql`${month} AS month, ` : raw('')}SUM(${column<TimeEntry>('minutes')}) AS minutes, COUNT(*) AS entries
      FROM time_entry AS t WHERE ${conditions} GROUP BY ${parts}) AS part
    JOIN scope_item AS item ON item.id = part.scopeItemId
    JOIN allocation AS share ON share.id = part.allocationId
    WHERE ${and(oneOf(raw('share.offeringId'), offeringId))} GROUP BY subject`;
}

function subjectOf(by: Subject, { offering, partner, month }: Record<'offering' | 'partner' | 'month', Sql>): Sql {
  if (by === 'MONTH') return month;
  if (by === StandardisationRateBy.OFFERING) return offering;
  return sql`CASE WHEN ${partner} IS NULL THEN ${DeliveringParty.VENDOR} ELSE ${DeliveringParty.PARTNERS} END`;
}

function oneOf(name: Sql, values: readonly string[] | null | undefined): Sql[] {
  return values ? [sql`${name} IN (${[...values]})`] : [];
}
