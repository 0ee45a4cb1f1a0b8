import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import type { TimeEntry } from '../entries/time-entry.entity';
import { addToCosts, type KindOfWork } from './cost-rollup.service';
import type { PersonMonth } from './person-month.entity';

/** Adds time that this transaction approves, or takes back by a reversal, to the sums: one statement for each. */
export async function addApproved(tx: Transaction, entry: TimeEntry, kind: KindOfWork): Promise<void> {
  await addToCosts(tx, entry, kind);
  await addToMonth(tx, entry);
}

/** Derived from the person and the month, so that the migration can compute it in SQL too. */
export function personMonthId({ userId, month }: Pick<PersonMonth, 'userId' | 'month'>): PersonMonth['id'] {
  return `person_month_${userId.slice('user_'.length)}${month.replace('-', '')}`;
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
