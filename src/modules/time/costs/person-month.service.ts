import { createHash } from 'node:crypto';
import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { idOfBytes } from '../../../shared/domain/ids';
import { monthOf } from '../../../shared/domain/month-parts';
import type { TimeEntry } from '../entries/time-entry.entity';
import type { PersonMonth } from './person-month.entity';

/** The id of a new row. Rows are found by their person and month, whose key is unique. */
export function personMonthId({ userId, month }: Pick<PersonMonth, 'userId' | 'month'>): PersonMonth['id'] {
  return idOfBytes('person_month', createHash('sha256').update(`${userId} ${month}`).digest().subarray(0, 16));
}

/** Adds time to its month, in one statement, so that parallel approvals stay exact. */
export async function addToMonth(tx: Transaction, { userId, partnerId, workedOn, minutes, billable }: TimeEntry) {
  const month = monthOf(workedOn);
  const billed = billable ? minutes : 0;
  await tx.execute(
    sql`INSERT INTO person_month (id, userId, partnerId, month, entries, minutes, billableMinutes)
      VALUES (${personMonthId({ userId, month })}, ${userId}, ${partnerId}, ${month}, 1, ${minutes}, ${billed})
      ON DUPLICATE KEY UPDATE entries = entries + 1, minutes = minutes + ${minutes}, billableMinutes = billableMinutes + ${billed}`,
  );
}
