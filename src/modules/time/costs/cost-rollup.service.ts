import { createHash } from 'node:crypto';
import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { idOfBytes } from '../../../shared/domain/ids';
import { monthOf } from '../../../shared/domain/month-parts';
import type { TimeEntry } from '../entries/time-entry.entity';
import type { CostRollup } from './cost-rollup.entity';

/** The key of a row. */
export type CostGroup = Pick<CostRollup, 'partnerId' | 'offeringId' | 'phase' | 'month' | 'currencyCode' | 'share'>;

/** What the roll-up needs to know about an entry in addition to the entry. */
export interface KindOfWork {
  /** That of its allocation. */
  offeringId: CostRollup['offeringId'];
  /** Whether its scope item is standard. */
  standard: boolean;
}

/**
 * Derived from the group, so that concurrent approvals address the same row. The phase comes last, because it may
 * contain any character.
 */
export function rollupIdOf({ partnerId, offeringId, month, currencyCode, share, phase }: CostGroup): CostRollup['id'] {
  const text = [partnerId ?? '', offeringId, month, currencyCode, share, phase].join(' ');
  return idOfBytes('cost_rollup', createHash('sha256').update(text).digest().subarray(0, 16));
}

/**
 * Adds time that this transaction approves. The database adds in one statement, so that parallel approvals stay exact.
 * The vendor's own people work on every project, so their time is sharded over one row per letter; otherwise all
 * approvals would wait for the same row.
 */
export async function addToCosts(tx: Transaction, entry: TimeEntry, kind: KindOfWork): Promise<void> {
  const { partnerId, phase, minutes, costMinor, currencyCode } = entry;
  if (costMinor === null || currencyCode === null) throw new Error(`${entry.id} has no cost.`);
  const month = monthOf(entry.workedOn);
  const share = partnerId === null ? entry.projectId.slice(-1) : '';
  const { offeringId } = kind;
  const standardMinutes = kind.standard ? minutes : 0;
  const id = rollupIdOf({ partnerId, offeringId, phase, month, currencyCode, share });
  await tx.execute(
    sql`INSERT INTO cost_rollup (id, partnerId, offeringId, phase, month, currencyCode, share, entries, minutes, standardMinutes, costMinor)
      VALUES (${id}, ${partnerId}, ${offeringId}, ${phase}, ${month}, ${currencyCode}, ${share}, 1, ${minutes}, ${standardMinutes}, ${costMinor})
      ON DUPLICATE KEY UPDATE entries = entries + 1, minutes = minutes + ${minutes}, standardMinutes = standardMinutes + ${standardMinutes}, costMinor = costMinor + ${costMinor}`,
  );
}
