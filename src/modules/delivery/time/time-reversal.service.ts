import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import { addToCosts } from '../costs/cost-rollup.service';
import { Project } from '../projects/project.entity';
import { giveMinutesBack } from './person-day.service';
import { TimeEntry } from './time-entry.entity';
import { timeEntryLifecycle } from './time-entry.lifecycle';
import * as facts from './time.facts';

/**
 * Takes back an approved entry: beside it comes another one with the same minutes and the same cost, below zero. Whoever
 * adds up approved time then counts neither; the entry itself stays as it was decided on.
 */
export async function reverse(tx: Transaction, id: string, version: number, reason: string): Promise<TimeEntry> {
  const entry = await tx.require(TimeEntry, id, { version });
  tx.assert('timeEntry.reverse', { entry, project: await tx.load(Project, entry.projectId) });
  const earlier = await tx.reader.first(TimeEntry, { reversesId: entry.id });
  timeEntryLifecycle.next(entry.status, 'reverse', {
    isReversal: entry.reversesId !== null,
    isReversed: earlier !== null,
  });
  const reversal = await insertOnce(tx, entry, reason);
  await giveMinutesBack(tx, entry);
  await addToCosts(tx, reversal);
  const { projectId, userId, partnerId, minutes } = entry;
  tx.state(facts.timeEntryReversed, entry, {
    projectId,
    userId,
    partnerId,
    minutes,
    reason,
    reversedById: reversal.id,
  });
  return reversal;
}

/** Of two who reverse the same entry at once, the unique key lets one through. */
async function insertOnce(tx: Transaction, entry: TimeEntry, reason: string): Promise<TimeEntry> {
  const { allocationId, userId, partnerId, projectId, scopeItemId, phase, workedOn, billable, status } = entry;
  if (entry.costMinor === null) throw new Error(`${entry.id} has no cost.`);
  try {
    return await tx.insert(TimeEntry, {
      allocationId,
      userId,
      partnerId,
      projectId,
      scopeItemId,
      phase,
      workedOn,
      minutes: -entry.minutes,
      billable,
      note: reason,
      status,
      costMinor: entry.costMinor === 0 ? 0 : -entry.costMinor,
      currencyCode: entry.currencyCode,
      decidedById: tx.viewer.userId as TimeEntry['decidedById'],
      rejectionReason: null,
      reversesId: entry.id,
      importId: null,
      importedById: null,
      importKey: null,
    });
  } catch (error) {
    if (!(error instanceof RuleViolationError) || error.rule !== 'already-exists') throw error;
    throw new RuleViolationError('already-reversed', 'This entry was reversed already.');
  }
}
