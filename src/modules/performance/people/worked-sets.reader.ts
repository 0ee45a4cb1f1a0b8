import { and, column, raw, type Sql, sql } from '../../../shared/database/sql';
import { type DayRange, monthParts } from '../../../shared/domain/month-parts';
import { type PersonMonth, type TimeEntry, TimeEntryStatus } from '../../time';
import { chosenBy, type Question, whoOf } from './people.reader';
import { ResourceGrouping } from './people.types';
import { partsBy } from './row-parts';

/** Approved time of the people of a row, in minutes. */
export interface Worked {
  minutes: number;
  billable: number;
  entries: number;
}

export const noWork: Worked = { minutes: 0, billable: 0, entries: 0 };

/**
 * By month if the rows are, or else by the key of the part: whole months from the roll-up, and single days, which are
 * added or subtracted, from the entries. In a row of an offering, a month in which a certification begins or ends is
 * added up from the entries.
 */
export async function workedBy(question: Question): Promise<Map<string, Worked>> {
  const found = new Map<string, Worked>();
  const answers = await Promise.all(sumsOf(question).map((each) => question.reader.rows(each)));
  for (const { part, minutes, billable, entries } of answers.flat()) {
    const known = found.get(String(part)) ?? noWork;
    found.set(String(part), {
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

function sumsOf(question: Question): Sql[] {
  const { by, within } = question;
  const userId = column<PersonMonth | TimeEntry>('userId');
  const { join, part, period } = partsBy(question, userId, column<PersonMonth | TimeEntry>('partnerId'));
  const people = [...whoOf(question, 'userId'), ...chosenBy(question, userId)];
  const sum = ({ table, month, ...values }: Source, conditions: Sql[], sign: '' | '-' = '') => {
    const key = by === ResourceGrouping.MONTH ? month : part;
    const sums = (['minutes', 'billable', 'entries'] as const).map(
      (name) => sql`, ${raw(sign)}SUM(worked.${raw(name)}) AS ${raw(name)}`,
    );
    const { minutes, billable, entries } = values;
    return sql`SELECT worked.part${sums[0]}${sums[1]}${sums[2]}
      FROM (SELECT ${key} AS part, ${minutes} AS minutes, ${billable} AS billable, ${entries} AS entries
        FROM ${table} AS t ${join} WHERE ${and([...conditions, ...people])}) AS worked
      GROUP BY worked.part`;
  };
  const isApproved = sql`${column<TimeEntry>('status')} = ${TimeEntryStatus.APPROVED}`;
  const on = ({ from, to }: DayRange) => sql`${workedOn} >= ${from} AND ${workedOn} <= ${to}`;
  const wholeIn = ({ month }: Source) => (period ? [period.hasMonth(month)] : []);

  const { months: whole, plus, minus } = monthParts({ from: within.from, to: within.until });
  const isInMonths = ({ month }: Source) => (whole ? sql`${month} >= ${whole.from} AND ${month} <= ${whole.to}` : null);
  const counted = period ? [period.hasDay(workedOn)] : [];
  return [
    ...(whole ? [sum(months, [isInMonths(months)!, ...wholeIn(months)])] : []),
    ...plus.map((days) => sum(entriesOfDays, [isApproved, on(days), ...counted])),
    ...minus.map((days) => sum(entriesOfDays, [isApproved, on(days), ...wholeIn(entriesOfDays)], '-')),
    ...(whole && period
      ? [
          sum(entriesOfDays, [
            isApproved,
            on({ from: within.from, to: within.until }),
            isInMonths(entriesOfDays)!,
            period.isPartial,
            sql`NOT ${period.hasMonth(entriesOfDays.month)}`,
            period.hasDay(workedOn),
          ]),
        ]
      : []),
  ];
}
