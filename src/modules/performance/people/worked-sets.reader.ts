import { and, column, raw, type Sql, sql } from '../../../shared/database/sql';
import { type DayRange, monthParts } from '../../../shared/domain/month-parts';
import { type PersonMonth, type TimeEntry, TimeEntryStatus } from '../../time';
import { chosenBy, type Question, whoOf } from './people.reader';
import { ResourceGrouping } from './people.types';
import { beginningOf, endOf, partsBy } from './row-parts';

/** Approved time of the people of a row, in minutes. */
export interface Worked {
  minutes: number;
  billable: number;
  entries: number;
}

export const noWork: Worked = { minutes: 0, billable: 0, entries: 0 };

/**
 * By month if the rows are, or else by the key of the part: whole months from the roll-up, and single days, which are
 * added or subtracted, from the entries. In a row of an offering, the time of people who were certified only on some of
 * the days is added up from their entries.
 */
export async function workedBy(question: Question): Promise<Map<string, Worked>> {
  const found = new Map<string, Worked>();
  const ofWholeMonths = ofMonths(question);
  const statements = [...(ofWholeMonths ? [ofWholeMonths] : []), ...ofEntries(question)];
  const answers = await Promise.all(statements.map((each) => question.reader.rows(each)));
  for (const { part, month, minutes, billable, entries } of answers.flat()) {
    const key = String(question.by === ResourceGrouping.MONTH ? month : part);
    const known = found.get(key) ?? noWork;
    found.set(key, {
      minutes: known.minutes + Number(minutes),
      billable: known.billable + Number(billable),
      entries: known.entries + Number(entries),
    });
  }
  return found;
}

interface Source {
  table: Sql;
  month: Sql;
  minutes: Sql;
  billable: Sql;
  entries: Sql;
}

function added(
  { table, month, minutes, billable, entries }: Source,
  part: Sql,
  joined: Sql,
  conditions: Sql[],
  sign: '' | '-' = '',
): Sql {
  const sum = (name: keyof Worked) => sql`${raw(sign)}SUM(worked.${raw(name)}) AS ${raw(name)}`;
  return sql`SELECT worked.part, worked.month, ${sum('minutes')}, ${sum('billable')}, ${sum('entries')}
    FROM (SELECT ${part} AS part, ${month} AS month, ${minutes} AS minutes, ${billable} AS billable, ${entries} AS entries
      FROM ${table} AS t ${joined} WHERE ${and(conditions)}) AS worked
    GROUP BY worked.part, worked.month`;
}

const months: Source = {
  table: raw('person_month'),
  month: column<PersonMonth>('month'),
  minutes: column<PersonMonth>('minutes'),
  billable: column<PersonMonth>('billableMinutes'),
  entries: column<PersonMonth>('entries'),
};

const workedOn = column<TimeEntry>('workedOn');
const entriesOfDays: Source = {
  table: raw('time_entry'),
  month: sql`SUBSTR(${workedOn}, 1, 7)`,
  minutes: column<TimeEntry>('minutes'),
  billable: sql`CASE WHEN ${column<TimeEntry>('billable')} = 1 THEN ${column<TimeEntry>('minutes')} ELSE 0 END`,
  entries: raw('1'),
};

function partsOf(question: Question) {
  const userId = column<PersonMonth | TimeEntry>('userId');
  const parts = partsBy(question, userId, column<PersonMonth | TimeEntry>('partnerId'));
  return { ...parts, people: [...whoOf(question, 'userId'), ...chosenBy(question, userId)] };
}

/** Whether a person counts in the row on all of the days. */
const always = ({ within }: Question, { begins, ends }: { begins: Sql; ends: Sql }): Sql =>
  sql`${begins} <= ${within.from} AND ${ends} > ${within.until}`;

const partsOfDays = ({ within: { from, until } }: Question) => monthParts({ from, to: until });

function ofMonths(question: Question): Sql | null {
  const { months: whole } = partsOfDays(question);
  if (!whole) return null;
  const { join, part, period, people } = partsOf(question);
  const inMonths = sql`${months.month} >= ${whole.from} AND ${months.month} <= ${whole.to}`;
  return added(months, part, join, [inMonths, ...people, ...(period ? [always(question, period)] : [])]);
}

function ofEntries(question: Question): Sql[] {
  const { within } = question;
  const { join, part, period, people } = partsOf(question);
  const isApproved = sql`${column<TimeEntry>('status')} = ${TimeEntryStatus.APPROVED}`;
  const on = ({ from, to }: DayRange) => sql`${workedOn} >= ${from} AND ${workedOn} <= ${to}`;
  const ofDays = (sign: '' | '-') => (days: DayRange) => {
    const conditions = [isApproved, on(days), ...people, ...(period ? [always(question, period)] : [])];
    return added(entriesOfDays, part, join, conditions, sign);
  };
  const { plus, minus } = partsOfDays(question);
  const single = [...plus.map(ofDays('')), ...minus.map(ofDays('-'))];
  if (!period) return single;
  const inPeriod = sql`${beginningOf(workedOn)} >= ${period.begins} AND ${endOf(workedOn)} <= ${period.ends}`;
  const isPartial = sql`NOT (${always(question, period)})`;
  const range = { from: within.from, to: within.until };
  return [...single, added(entriesOfDays, part, join, [isPartial, isApproved, on(range), inPeriod, ...people])];
}
