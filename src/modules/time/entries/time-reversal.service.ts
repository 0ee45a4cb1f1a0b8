import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import type { Money } from '../../../shared/domain/money';
import type { KindOfWork } from '../costs/cost-rollup.service';
import { addApproved } from '../costs/approved-time.service';
import { Allocation, Project } from '../../projects';
import { ScopeItem } from '../../sow';
import { giveMinutesBack, takeMinutes } from './person-day.service';
import { contentAfter, daysWorkOf, type TimeContent } from './time-changes.service';
import { TimeEntry } from './time-entry.entity';
import { timeEntryLifecycle, TimeEntryStatus } from './time-entry.lifecycle';
import { timeEntryActions } from './time.actions';
import * as facts from './time.facts';
import type { TimeEntryCorrectInput } from './time.inputs';
import { costOfTime, whose } from './time.service';

/**
 * Reverses an approved entry by inserting another one with minus its minutes and minus its cost. A sum over approved
 * time then counts neither, and the entry itself stays as it was approved.
 */
export async function reverse(tx: Transaction, id: string, version: number, reason: string): Promise<TimeEntry> {
  return takeBack(tx, await requireStanding(tx, id, version, timeEntryActions.reverse), reason);
}

/**
 * Reverses an approved entry and records the right one, both or neither. A correction that reduces or moves time is a
 * decision on another person's work, like a reversal, and counts immediately. One that adds minutes or cost was
 * recorded by its author, so another manager decides on it.
 */
export async function correct(
  tx: Transaction,
  id: string,
  version: number,
  input: TimeEntryCorrectInput,
  reason: string,
): Promise<TimeEntry> {
  const entry = await requireStanding(tx, id, version, timeEntryActions.correct);
  const content = await contentAfter(tx, entry, input, { anyProject: false });
  const names = Object.keys(content) as (keyof TimeContent)[];
  if (names.every((name) => content[name] === entry[name])) {
    throw new RuleViolationError(
      'nothing-corrected',
      'The entry already says this: change at least one value.',
      [],
      ['input'],
    );
  }
  await takeBack(tx, entry, reason);
  await takeMinutes(tx, { userId: entry.userId, ...daysWorkOf(content) }, ['input', 'minutes']);
  const counted = await countedAtOnce(tx, entry, content);
  const replacement = await replace(tx, entry, content, counted?.cost ?? null);
  const { partnerId, minutes } = replacement;
  if (counted === null) tx.record(facts.timeEntrySubmitted, replacement, whose(replacement));
  else {
    await addApproved(tx, replacement, counted);
    tx.record(facts.timeEntryApproved, replacement, { ...whose(replacement), partnerId, minutes });
  }
  tx.record(facts.timeEntryCorrected, entry, {
    ...whose(entry),
    partnerId: entry.partnerId,
    before: entry.minutes,
    minutes,
    reason,
    correctedById: replacement.id,
  });
  return replacement;
}

/** Null if the replacement adds minutes or cost, or becomes billable: then another manager decides on it. */
async function countedAtOnce(
  tx: Transaction,
  entry: TimeEntry,
  content: TimeContent,
): Promise<(KindOfWork & { cost: Money }) | null> {
  if (content.minutes > entry.minutes || (content.billable && !entry.billable)) return null;
  const counted = await costOfTime(tx, content);
  return counted.cost.minor > entry.costMinor! ? null : counted;
}

async function requireStanding(
  tx: Transaction,
  id: string,
  version: number,
  action: (typeof timeEntryActions)['reverse' | 'correct'],
): Promise<TimeEntry> {
  const entry = await tx.require(TimeEntry, id, { version, along: { projectId: Project } });
  tx.assert(action, { entry, project: await tx.load(Project, entry.projectId) });
  const earlier = await tx.reader.first(TimeEntry, { reversesId: entry.id });
  timeEntryLifecycle.next(entry.status, action, {
    isReversal: entry.reversesId !== null,
    isReversed: earlier !== null,
  });
  return entry;
}

async function takeBack(tx: Transaction, entry: TimeEntry, reason: string): Promise<TimeEntry> {
  const reversal = await insertOnce(tx, entry, reason);
  await giveMinutesBack(tx, entry);
  const { offeringId } = await tx.load(Allocation, entry.allocationId);
  const { standard } = await tx.load(ScopeItem, entry.scopeItemId);
  await addApproved(tx, reversal, { offeringId, standard });
  const { partnerId, minutes } = entry;
  tx.record(facts.timeEntryReversed, entry, { ...whose(entry), partnerId, minutes, reason, reversedById: reversal.id });
  return reversal;
}

/** The unique key lets only one of two concurrent reversals of the same entry win. */
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
      decidedById: tx.viewer.userId,
      reversesId: entry.id,
    });
  } catch (error) {
    if (!(error instanceof RuleViolationError) || error.rule !== 'already-exists') throw error;
    throw new RuleViolationError('already-reversed', 'This entry is already reversed.');
  }
}

async function replace(
  tx: Transaction,
  entry: TimeEntry,
  content: TimeContent,
  cost: Money | null,
): Promise<TimeEntry> {
  const by = tx.viewer.userId;
  return tx.insert(TimeEntry, {
    ...content,
    userId: entry.userId,
    status: cost ? TimeEntryStatus.APPROVED : TimeEntryStatus.SUBMITTED,
    costMinor: cost?.minor ?? null,
    currencyCode: cost?.currencyCode ?? null,
    decidedById: cost ? by : null,
    correctsId: entry.id,
    recordedById: by,
  });
}
