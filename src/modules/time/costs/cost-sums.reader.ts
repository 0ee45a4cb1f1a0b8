import type { Reader } from '../../../shared/database/reader';
import { and, column, join, or, raw, type Sql, sql } from '../../../shared/database/sql';
import { type DayRange, monthOf, type MonthParts } from '../../../shared/domain/month-parts';
import { TimeEntry } from '../entries/time-entry.entity';
import { TimeEntryStatus } from '../entries/time-entry.lifecycle';
import { CostRollup } from './cost-rollup.entity';
import type { CostByPhaseFilter } from './costs.inputs';

/** What costs are added up by; a partner of null is the vendor itself, and comes first. */
export type Group = Pick<CostRollup, 'phase' | 'currencyCode'> & { partnerId: string | null };
export type SumsOfGroup = Pick<CostRollup, 'entries' | 'minutes' | 'costMinor'>;

type Months = NonNullable<MonthParts['months']>;

const partner = column<CostRollup>('partnerId');
const phase = column<CostRollup>('phase');
const currency = column<CostRollup>('currencyCode');
// An expression, which leaves the engine the index in the order of the groups, so that a page ends early.
const month = sql`SUBSTR(${column<CostRollup>('month')}, 1, 7)`;
const group = sql`${partner}, ${phase}, ${currency}`;

/** Every month with a day of the range or of the days that it leaves out. */
export function touched({ months, plus, minus }: MonthParts): Months {
  const all = [
    ...(months ? [months.from, months.to] : []),
    ...[...plus, ...minus].flatMap(({ from, to }) => [monthOf(from), monthOf(to)]),
  ].sort();
  return { from: all[0]!, to: all.at(-1)! };
}

/** The groups of the touched months in order, with their sums in the whole months. */
export function sumsOfMonths(
  reader: Reader,
  { partnerId }: CostByPhaseFilter,
  months: Months,
  { from, to }: Months,
  after: Group | null,
  limit: number,
): Sql {
  const isWhole = months.from === from && months.to === to;
  const whole = (name: keyof SumsOfGroup) => {
    const value = column<CostRollup>(name);
    if (isWhole) return sql`SUM(${value}) AS ${raw(name)}`;
    return sql`SUM(CASE WHEN ${month} >= ${months.from} AND ${month} <= ${months.to} THEN ${value} ELSE 0 END) AS ${raw(name)}`;
  };
  const conditions = and([
    sql`${month} >= ${from} AND ${month} <= ${to}`,
    reader.visible(CostRollup),
    ...oneOf('partnerId', partnerId),
    ...(after ? [beyond(after)] : []),
  ]);
  return sql`SELECT ${group}, ${whole('entries')}, ${whole('minutes')}, ${whole('costMinor')}
    FROM cost_rollup AS t WHERE ${conditions} GROUP BY ${group} ORDER BY ${group} LIMIT ${raw(String(limit))}`;
}

/** The sums of some days, of groups after one and up to the partner of another. */
export function sumsOfDays(
  reader: Reader,
  filter: CostByPhaseFilter,
  days: DayRange,
  { after, upTo }: { after: Group | null; upTo: Group },
): Sql {
  const last =
    upTo.partnerId === null ? sql`${partner} IS NULL` : sql`(${partner} IS NULL OR ${partner} <= ${upTo.partnerId})`;
  const conditions = [entriesIn(reader, { ...filter, ...days }), last, ...(after ? [beyond(after)] : [])];
  return sql`SELECT ${group}, ${sumsOfTime} FROM time_entry AS t WHERE ${and(conditions)} GROUP BY ${group}`;
}

/** The groups in order, straight from the entries. */
export function sumsOfEntries(reader: Reader, filter: CostByPhaseFilter, after: Group | null, limit: number): Sql {
  const conditions = [entriesIn(reader, filter), ...(after ? [beyond(after)] : [])];
  return sql`SELECT ${group}, ${sumsOfTime} FROM time_entry AS t
    WHERE ${and(conditions)} GROUP BY ${group} ORDER BY ${group} LIMIT ${raw(String(limit))}`;
}

/** How many groups there are; without parts, straight from the entries. */
export function countOfGroups(reader: Reader, filter: CostByPhaseFilter, parts: MonthParts | null): Sql {
  const ofDays = (sign: string) => (days: DayRange) =>
    sql`SELECT ${group}, ${raw(sign)}COUNT(*) AS entries FROM time_entry AS t WHERE ${entriesIn(reader, { ...filter, ...days })} GROUP BY ${group}`;
  if (!parts?.months) {
    return sql`SELECT COUNT(*) AS many FROM (SELECT ${group} FROM time_entry AS t WHERE ${entriesIn(reader, filter)} GROUP BY ${group}) AS found`;
  }
  const { months, plus, minus } = parts;
  const conditions = and([
    sql`${month} >= ${months.from} AND ${month} <= ${months.to}`,
    reader.visible(CostRollup),
    ...oneOf('partnerId', filter.partnerId),
  ]);
  const ofMonths = sql`SELECT ${group}, SUM(${column<CostRollup>('entries')}) AS entries FROM cost_rollup AS t WHERE ${conditions} GROUP BY ${group}`;
  if (plus.length + minus.length === 0) return sql`SELECT COUNT(*) AS many FROM (${ofMonths}) AS found`;
  const all = join([ofMonths, ...plus.map(ofDays('')), ...minus.map(ofDays('-'))], ' UNION ALL ');
  return sql`SELECT COUNT(*) AS many FROM (
    SELECT ${group} FROM (${all}) AS t GROUP BY ${group} HAVING SUM(t.entries) > 0) AS found`;
}

const sumsOfTime = sql`COUNT(*) AS entries, SUM(${column<TimeEntry>('minutes')}) AS minutes, SUM(${column<TimeEntry>('costMinor')}) AS costMinor`;

function entriesIn(reader: Reader, { projectId, partnerId, from, to }: CostByPhaseFilter): Sql {
  return and([
    sql`${column<TimeEntry>('status')} = ${TimeEntryStatus.APPROVED}`,
    reader.visible(TimeEntry),
    ...oneOf('projectId', projectId),
    ...oneOf('partnerId', partnerId),
    ...(from ? [sql`${column<TimeEntry>('workedOn')} >= ${from}`] : []),
    ...(to ? [sql`${column<TimeEntry>('workedOn')} <= ${to}`] : []),
  ]);
}

/** The condition for groups after one. The bound of the partner is repeated on its own, so that it is an index range. */
function beyond(after: Group): Sql {
  const later = or([
    sql`${phase} > ${after.phase}`,
    sql`${phase} = ${after.phase} AND ${currency} > ${after.currencyCode}`,
  ]);
  if (after.partnerId === null) return or([sql`${partner} IS NOT NULL`, sql`${partner} IS NULL AND ${later}`]);
  return and([sql`${partner} >= ${after.partnerId}`, or([sql`${partner} > ${after.partnerId}`, later])]);
}

function oneOf(name: 'projectId' | 'partnerId', values: readonly string[] | null | undefined): Sql[] {
  return values ? [sql`${column<TimeEntry>(name)} IN (${[...values]})`] : [];
}
