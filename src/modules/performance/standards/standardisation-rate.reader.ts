import type { Reader } from '../../../shared/database/reader';
import { and, column, raw, type Sql, sql } from '../../../shared/database/sql';
import { addMonths } from '../../../shared/domain/dates';
import { InvalidInputError } from '../../../shared/domain/errors';
import { ServiceOffering } from '../../catalog';
import { TimeEntry, TimeEntryStatus } from '../../time';
import {
  added,
  type ApprovedTime,
  nameOfQuarter,
  noTime,
  type Period,
  periodBefore,
  quarterOf,
  quartersIn,
  rateOf,
} from './standardisation-rate.formula';
import type { StandardisationRateFilter } from './standards.inputs';
import { DeliveringParty, StandardisationRate, StandardisationRateBy } from './standards.types';

/** The subject of a row. */
type Subject = Pick<StandardisationRate, 'label' | 'offeringId' | 'party'>;

interface Sums extends Record<string, unknown> {
  subject: string;
  part: string;
  /** Text if the database adds up decimals. */
  minutes: number | string;
  standardMinutes: number | string;
  entries: number | string;
}

/** One statement for the hours, and one more for the names of offerings. */
export async function standardisationRate(
  reader: Reader,
  by: StandardisationRateBy,
  period: Period,
  filter: StandardisationRateFilter,
): Promise<StandardisationRate[]> {
  const { from, to } = period;
  if (to < from) throw new InvalidInputError('The last day must not be before the first.', ['to']);
  if (to >= addMonths(from, 120)) throw new InvalidInputError('The period must be shorter than ten years.', ['to']);
  return by === StandardisationRateBy.QUARTER
    ? byQuarter(reader, period, filter)
    : bySubject(reader, by, period, filter);
}

async function byQuarter(
  reader: Reader,
  period: Period,
  filter: StandardisationRateFilter,
): Promise<StandardisationRate[]> {
  const quarters = quartersIn(period);
  const first = quarterBefore(quarters[0]!);
  const month = sql`SUBSTR(${column<TimeEntry>('workedOn')}, 1, 7)`;
  const rows = await sums(reader, raw(`''`), month, { from: first.from, to: quarters.at(-1)!.to }, filter);
  const times = new Map<string, ApprovedTime>();
  for (const row of rows) {
    const { from } = quarterOf(`${row.part}-01`);
    times.set(from, added(times.get(from) ?? noTime, timeOf(row)));
  }
  const time = ({ from }: Period) => times.get(from) ?? noTime;
  return quarters.map((quarter, index) => {
    const previous = quarters[index - 1] ?? first;
    const subject = { label: nameOfQuarter(quarter), offeringId: null, party: null };
    return rowOf(subject, [quarter, time(quarter)], [previous, time(previous)]);
  });
}

const quarterBefore = ({ from }: Period) => quarterOf(addMonths(from, -3));

async function bySubject(
  reader: Reader,
  by: StandardisationRateBy.OFFERING | StandardisationRateBy.PARTY,
  current: Period,
  filter: StandardisationRateFilter,
): Promise<StandardisationRate[]> {
  const ofParty = by === StandardisationRateBy.PARTY;
  const subject = ofParty
    ? sql`CASE WHEN ${column<TimeEntry>('partnerId')} IS NULL THEN ${DeliveringParty.VENDOR} ELSE ${DeliveringParty.PARTNERS} END`
    : sql`share.offeringId`;
  const part = sql`CASE WHEN ${column<TimeEntry>('workedOn')} >= ${current.from} THEN 'current' ELSE 'previous' END`;
  const previous = periodBefore(current);
  const rows = await sums(reader, subject, part, { from: previous.from, to: current.to }, filter);
  const times = new Map(rows.map((row) => [`${row.subject} ${row.part}`, timeOf(row)]));
  const time = (id: string, when: 'current' | 'previous') => times.get(`${id} ${when}`) ?? noTime;
  const subjects = ofParty ? parties : await offeringsOf(reader, new Set(rows.map((row) => row.subject)));
  return subjects.map((each) => {
    const id = each.offeringId ?? each.party!;
    return rowOf(each, [current, time(id, 'current')], [previous, time(id, 'previous')]);
  });
}

const parties: Subject[] = [
  { label: 'Vendor', offeringId: null, party: DeliveringParty.VENDOR },
  { label: 'Partners', offeringId: null, party: DeliveringParty.PARTNERS },
];

async function offeringsOf(reader: Reader, ids: ReadonlySet<string>): Promise<Subject[]> {
  const offerings = await reader.list(ServiceOffering, { id: [...ids] as never }, [{ column: 'nameKey' }]);
  return offerings.map(({ id, name }) => ({ label: name, offeringId: id, party: null }));
}

function rowOf(
  subject: Subject,
  [period, current]: [Period, ApprovedTime],
  [before, previous]: [Period, ApprovedTime],
): StandardisationRate {
  const compared = { previousFrom: before.from, previousTo: before.to };
  return Object.assign(new StandardisationRate(), subject, period, compared, rateOf(current, previous));
}

const timeOf = ({ minutes, standardMinutes, entries }: Sums): ApprovedTime => ({
  minutes: Number(minutes),
  standardMinutes: Number(standardMinutes),
  entries: Number(entries),
});

/** The approved time of the period, by subject and part of the period. */
function sums(
  reader: Reader,
  subject: Sql,
  part: Sql,
  { from, to }: Period,
  { offeringId, projectId, partnerId }: StandardisationRateFilter,
): Promise<Sums[]> {
  const conditions = and([
    sql`${column<TimeEntry>('status')} = ${TimeEntryStatus.APPROVED}`,
    sql`${column<TimeEntry>('workedOn')} >= ${from} AND ${column<TimeEntry>('workedOn')} <= ${to}`,
    reader.visible(TimeEntry),
    ...oneOf(sql`share.offeringId`, offeringId),
    ...oneOf(column<TimeEntry>('projectId'), projectId),
    ...oneOf(column<TimeEntry>('partnerId'), partnerId),
  ]);
  const minutes = column<TimeEntry>('minutes');
  return reader.rows<Sums>(sql`
    SELECT ${subject} AS subject, ${part} AS part, SUM(${minutes}) AS minutes,
      SUM(CASE WHEN item.standard = 1 THEN ${minutes} ELSE 0 END) AS standardMinutes, COUNT(*) AS entries
    FROM time_entry AS t
    JOIN scope_item AS item ON item.id = ${column<TimeEntry>('scopeItemId')}
    JOIN allocation AS share ON share.id = ${column<TimeEntry>('allocationId')}
    WHERE ${conditions} GROUP BY subject, part`);
}

function oneOf(name: Sql, values: readonly string[] | null | undefined): Sql[] {
  return values ? [sql`${name} IN (${[...values]})`] : [];
}
