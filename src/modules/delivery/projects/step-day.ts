import { raw, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { todayOf } from '../../../shared/domain/today';
import { ExpenseStatus } from '../expenses/expense.lifecycle';
import { uncountedStatuses } from '../time/time-entry.lifecycle';
import { assertBegun } from './in-work';
import type { Project } from './project.entity';

/*
 * Steps of a project are often recorded after the day on which they were taken. What asks whether the project was in work on
 * a day judges by the days of the steps.
 */

interface First {
  /** Null where any day will do. */
  day: PlainDate | null;
  what: 'SIGNED' | 'STEP' | 'ACCEPTED';
}

const refusals = {
  SIGNED: (day: PlainDate) => [
    'before-signature',
    `The statement of work was signed on ${day}: work begins then or later.`,
  ],
  STEP: (day: PlainDate) => [
    'before-last-step',
    `The last step of the project was taken on ${day}: pick that day or a later one.`,
  ],
  ACCEPTED: (day: PlainDate) => [
    'before-acceptance',
    `The customer accepted a deliverable on ${day}: pick that day or a later one.`,
  ],
} as const satisfies Record<First['what'], (day: PlainDate) => readonly [string, string]>;

const field = ['on'];

/** The day that is named; else today where the person sits, or the first possible day where that is later. */
export function dayOfStep(tx: Transaction, on: PlainDate | null, { day: first, what }: First): PlainDate {
  if (on === null) {
    const today = todayOf(tx);
    return first !== null && first > today ? first : today;
  }
  assertBegun(tx.clock, on, field);
  if (first !== null && on < first) {
    const [rule, message] = refusals[what](first);
    throw new RuleViolationError(rule, message, [], field);
  }
  return on;
}

const maxDaysNamed = 10;
const uncountedExpenses = [ExpenseStatus.REJECTED, ExpenseStatus.DISCARDED];

/** What neither takes something back nor was taken back. */
const standing = (table: 'time_entry' | 'expense') =>
  sql`t.reversesId IS NULL AND NOT EXISTS (SELECT 1 FROM ${raw(table)} AS reversal WHERE reversal.reversesId = t.id)`;

/** Refuses to end the work on a day that has passed while time or expenses stand on days after it. */
export async function assertNothingRecordedAfter(tx: Transaction, { id }: Project, day: PlainDate): Promise<void> {
  if (day >= todayOf(tx)) return;
  const rows = await tx.reader.rows<{ day: PlainDate }>(sql`
    SELECT workedOn AS day FROM time_entry AS t
    WHERE t.projectId = ${id} AND t.workedOn > ${day} AND t.status NOT IN (${uncountedStatuses}) AND ${standing('time_entry')}
    UNION
    SELECT spentOn FROM expense AS t
    WHERE t.projectId = ${id} AND t.spentOn > ${day} AND t.amountMinor > 0
      AND t.status NOT IN (${uncountedExpenses}) AND ${standing('expense')}
    ORDER BY day LIMIT ${maxDaysNamed + 1}`);
  if (rows.length === 0) return;
  const named = rows.slice(0, maxDaysNamed).map((row) => row.day);
  const more = rows.length > maxDaysNamed ? ' and later days' : '';
  throw new RuleViolationError(
    'recorded-after',
    `Time or expenses are recorded of ${named.join(', ')}${more}: pick a later day, or have them rejected first.`,
    named,
    field,
  );
}
