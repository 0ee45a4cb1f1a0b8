import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { ConflictError, RuleViolationError } from '../../../shared/domain/errors';
import type { Allocation, OnAllocation } from '../../projects';
import { TimeEntry } from './time-entry.entity';
import { uncountedStatuses } from './time-entry.lifecycle';

/** An allocation cannot end before the last day on which time was recorded under it. */
export async function assertNothingWorkedAfter(tx: Transaction, { allocation }: OnAllocation): Promise<void> {
  const { endsOn } = allocation;
  const days = await workedAfter(tx, allocation, endsOn);
  if (days.length === 0) return;
  throw new RuleViolationError('time-recorded', `Time is recorded after ${endsOn}: pick a later day.`, days, [
    'endsOn',
  ]);
}

/** The days after `endsOn` with time that counts: neither rejected, discarded nor reversed. */
async function workedAfter(
  tx: Transaction,
  { id: allocationId, version }: Allocation,
  endsOn: PlainDate,
): Promise<PlainDate[]> {
  const counted = sql`workedOn > ${endsOn} AND status NOT IN (${uncountedStatuses})`;
  const after = await tx.reader.list(TimeEntry, { allocationId, and: [counted] }, [{ column: 'workedOn' }]);
  // A transaction reads the snapshot from its start; an update sees the rows as they are now.
  const held = await tx.execute(
    sql`UPDATE time_entry SET minutes = minutes WHERE allocationId = ${allocationId} AND ${counted}`,
  );
  if (held !== after.length) throw new ConflictError(allocationId, version);
  const reversed = new Set(after.map(({ reversesId }) => reversesId));
  const standing = after.filter(({ id, reversesId }) => reversesId === null && !reversed.has(id));
  return [...new Set(standing.map(({ workedOn }) => workedOn))];
}
