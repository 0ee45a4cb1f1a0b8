import { createHash } from 'node:crypto';
import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { idOfBytes } from '../../../shared/domain/ids';
import type { TimeEntry } from '../entries/time-entry.entity';
import { addToCosts, type KindOfWork } from './cost-rollup.service';
import type { PersonMonth } from './person-month.entity';

/** Adds time that this transaction approves, or takes back by a reversal, to the sums: one statement for each. */
export async function addApproved(tx: Transaction, entry: TimeEntry, kind: KindOfWork): Promise<void> {
  await addToCosts(tx, entry, kind);
  await addToMonth(tx, entry);
}

/** The id of a new row. Rows are found by their person and month, whose key is unique. */
export function personMonthId({ userId, month }: Pick<PersonMonth, 'userId' | 'month'>): PersonMonth['id'] {
  return idOfBytes('person_month', createHash('sha256').update(`${userId} ${month}`).digest().subarray(0, 16));
}

async function addToMonth(tx: Transaction, { userId, partnerId, workedOn, minutes, billable }: TimeEntry) {
  const month = workedOn.slice(0, 7);
  const billed = billable ? minutes : 0;
  await tx.execute(
    sql`INSERT INTO person_month (id, userId, partnerId, month, entries, minutes, billableMinutes)
      VALUES (${personMonthId({ userId, month })}, ${userId}, ${partnerId}, ${month}, 1, ${minutes}, ${billed})
      ON DUPLICATE KEY UPDATE entries = entries + 1, minutes = minutes + ${minutes}, billableMinutes = billableMinutes + ${billed}`,
  );
}
