import { raw, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { todayOf } from '../../../shared/domain/today';
import { ExpenseStatus, uncountedStatuses } from '../../time';
import type { Project } from '../../projects';

const maxDaysNamed = 10;
const uncountedExpenses = [ExpenseStatus.REJECTED, ExpenseStatus.DISCARDED];

/** Selects records that are neither a reversal nor reversed. */
const standing = (table: 'time_entry' | 'expense') =>
  sql`t.reversesId IS NULL AND NOT EXISTS (SELECT 1 FROM ${raw(table)} AS reversal WHERE reversal.reversesId = t.id)`;

/** Refuses to hold or end the project on a past day if time or expenses are recorded after it. */
export async function assertNothingRecordedAfter(tx: Transaction, { id, statusSince }: Project): Promise<void> {
  const day = statusSince!;
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
    `Time or expenses are recorded on ${named.join(', ')}${more}: pick a later day, or have them rejected first.`,
    named,
    ['on'],
  );
}
