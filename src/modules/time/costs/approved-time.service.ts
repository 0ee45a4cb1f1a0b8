import type { Transaction } from '../../../shared/database/transaction';
import type { TimeEntry } from '../entries/time-entry.entity';
import { addToCosts, type KindOfWork } from './cost-rollup.service';
import { addToMonth } from './person-month.service';

/** Adds time that this transaction approves, or takes back by a reversal, to each roll-up: one statement for each. */
export async function addApproved(tx: Transaction, entry: TimeEntry, kind: KindOfWork): Promise<void> {
  await addToCosts(tx, entry, kind);
  await addToMonth(tx, entry);
}
