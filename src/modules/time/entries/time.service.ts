import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import type { Money } from '../../../shared/domain/money';
import type { FactType } from '../../../shared/events/fact';
import { ServiceOffering } from '../../catalog';
import type { KindOfWork } from '../costs/cost-rollup.service';
import { addApproved } from '../costs/approved-time.service';
import { Allocation, Project } from '../../projects';
import { costRateFor, ScopeItem, StatementOfWork } from '../../sow';
import { giveMinutesBack, takeMinutes } from './person-day.service';
import { costOf } from './time-cost.formula';
import { TimeEntry } from './time-entry.entity';
import { asRecorded, type TimeEntryAction, timeEntryLifecycle } from './time-entry.lifecycle';
import { timeEntryActions } from './time.actions';
import * as facts from './time.facts';
import type { TimeEntryRecordInput } from './time.inputs';
import { assertInScope, assertInWork, assertPhase, assertWasInWork } from './time.rules';
import { takeKeyBack } from '../transfer/import-replaced';

export async function record(tx: Transaction, input: TimeEntryRecordInput): Promise<TimeEntry> {
  const allocation = await tx.require(Allocation, input.allocationId, {
    field: ['input', 'allocationId'],
    along: { projectId: Project, offeringId: ServiceOffering },
  });
  tx.assert(timeEntryActions.record, allocation);
  const { workedOn, phase, minutes, billable, note } = input;
  const project = await tx.load(Project, allocation.projectId);
  assertInWork(tx.clock, project, allocation, workedOn, ['input', 'workedOn']);
  const scopeItem = await requireInScope(tx, project, input.scopeItemId);
  assertPhase(await tx.load(ServiceOffering, allocation.offeringId), phase, ['input', 'phase']);
  // A concurrent change of the allocation's dates must conflict with this.
  await tx.hold(allocation);
  const { userId, partnerId } = allocation;
  await takeMinutes(tx, { userId, workedOn, minutes }, ['input', 'minutes']);
  const entry = await tx.insert(TimeEntry, {
    allocationId: allocation.id,
    userId,
    partnerId,
    projectId: project.id,
    scopeItemId: scopeItem.id,
    phase,
    workedOn,
    minutes,
    billable,
    note,
    status: timeEntryLifecycle.initial,
  });
  tx.record(facts.timeEntryRecorded, entry, { projectId: project.id, userId });
  return entry;
}

export function submit(tx: Transaction, id: string, version: number): Promise<TimeEntry> {
  return step(tx, id, version, timeEntryActions.submit, facts.timeEntrySubmitted, whose);
}

/** Only until it is decided on; the entry becomes a draft again. */
export function withdraw(tx: Transaction, id: string, version: number): Promise<TimeEntry> {
  return step(tx, id, version, timeEntryActions.withdraw, facts.timeEntryWithdrawn, whose);
}

/** Frees the minutes of the day, and lets the line of a file that it came from be imported again. */
export function discard(tx: Transaction, id: string, version: number): Promise<TimeEntry> {
  return step(tx, id, version, timeEntryActions.discard, facts.timeEntryDiscarded, whose, async (entry) => {
    entry.importKey = null;
    await giveMinutesBack(tx, entry);
  });
}

export async function approve(tx: Transaction, id: string, version: number): Promise<TimeEntry> {
  const data = (entry: TimeEntry) => ({ ...whose(entry), partnerId: entry.partnerId, minutes: entry.minutes });
  let kind: KindOfWork;
  const approved = await step(
    tx,
    id,
    version,
    timeEntryActions.approve,
    facts.timeEntryApproved,
    data,
    async (entry) => {
      const { cost, ...ofWork } = await costOfTime(tx, entry);
      kind = ofWork;
      entry.costMinor = cost.minor;
      entry.currencyCode = cost.currencyCode;
      entry.decidedById = tx.viewer.userId;
    },
  );
  await addApproved(tx, approved, kind!);
  return approved;
}

export function reject(tx: Transaction, id: string, version: number, reason: string): Promise<TimeEntry> {
  const data = (entry: TimeEntry) => ({ ...whose(entry), reason });
  return step(tx, id, version, timeEntryActions.reject, facts.timeEntryRejected, data, async (entry) => {
    entry.decidedById = tx.viewer.userId;
    entry.rejectionReason = reason;
    await giveMinutesBack(tx, entry);
  });
}

/**
 * Reopened time takes minutes of its day again, so the day must have room, the project must have been active on it, and
 * no import may have created the same work in its place.
 */
export function reopen(tx: Transaction, id: string, version: number): Promise<TimeEntry> {
  return step(tx, id, version, timeEntryActions.reopen, facts.timeEntryReopened, whose, async (entry, project) => {
    const allocation = await tx.load(Allocation, entry.allocationId);
    assertWasInWork(tx.clock, project, allocation, entry.workedOn, []);
    await tx.hold(allocation);
    await takeKeyBack(tx, entry);
    entry.decidedById = null;
    entry.rejectionReason = null;
    await takeMinutes(tx, entry, []);
  });
}

/** The cost of time that is approved now, at the rate of the day worked, and what kind of work it is. */
export async function costOfTime(
  tx: Transaction,
  { projectId, allocationId, scopeItemId, partnerId, workedOn, minutes }: CostedTime,
): Promise<KindOfWork & { cost: Money }> {
  const { role, offeringId } = await tx.load(Allocation, allocationId);
  const { standard } = await tx.load(ScopeItem, scopeItemId);
  const rate = await costRateFor(tx.reader, projectId, role, partnerId, workedOn);
  if (!rate) {
    throw new RuleViolationError(
      'rate-missing',
      `No cost rate for the role ${role} of ${partnerId ? 'this partner' : 'the vendor'} on the project, in its signed statement of work or on the rate card: add one.`,
    );
  }
  const cost = costOf(minutes, { minor: rate.costRateMinor, currencyCode: rate.currencyCode });
  return { offeringId, standard, cost };
}

type CostedTime = Pick<TimeEntry, 'projectId' | 'allocationId' | 'scopeItemId' | 'partnerId' | 'workedOn' | 'minutes'>;

async function step<Data extends object>(
  tx: Transaction,
  id: string,
  version: number,
  action: TimeEntryAction,
  fact: FactType<Data>,
  data: (entry: TimeEntry) => Data,
  change?: (entry: TimeEntry, project: Project) => Promise<void>,
): Promise<TimeEntry> {
  // One statement, because approval is the most frequent change.
  const along = { projectId: Project, allocationId: Allocation, scopeItemId: ScopeItem };
  const entry = await tx.require(TimeEntry, id, { version, along });
  const project = await tx.load(Project, entry.projectId);
  tx.assert(action, { entry, project });
  entry.status = timeEntryLifecycle.next(entry.status, action, asRecorded);
  await change?.(entry, project);
  await tx.save(entry);
  tx.record(fact, entry, data(entry));
  return entry;
}

export const whose = ({ projectId, userId }: TimeEntry) => ({ projectId, userId });

export async function requireInScope(tx: Transaction, project: Project, id: string): Promise<ScopeItem> {
  const field = ['input', 'scopeItemId'];
  const item = await tx.require(ScopeItem, id, { field });
  const sow = await tx.first(StatementOfWork, { id: item.sowId, projectId: project.id });
  assertInScope(item, sow, field);
  return item;
}
