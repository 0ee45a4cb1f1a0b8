import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import { ServiceOffering } from '../../catalog';
import { Allocation, Project } from '../../projects';
import { giveMinutesBack, takeMinutes } from './person-day.service';
import { TimeEntry } from './time-entry.entity';
import { asRecorded, timeEntryLifecycle } from './time-entry.lifecycle';
import { timeEntryActions } from './time.actions';
import * as facts from './time.facts';
import type { TimeEntryUpdateInput } from './time.inputs';
import { assertPhase, assertWasInWork } from './time.rules';
import { requireInScope, whose } from './time.service';

const at = (name: string) => ['input', name];

/** The work that an entry describes. */
export type TimeContent = Pick<
  TimeEntry,
  'allocationId' | 'partnerId' | 'projectId' | 'scopeItemId' | 'phase' | 'workedOn' | 'minutes' | 'billable' | 'note'
>;

/**
 * Changes a draft. The person who worked may move it to another of their projects; a person who typed it for them may
 * not.
 */
export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: TimeEntryUpdateInput,
): Promise<TimeEntry> {
  const entry = await tx.require(TimeEntry, id, { version, along: { projectId: Project, allocationId: Allocation } });
  tx.assert(timeEntryActions.update, { entry, project: await tx.load(Project, entry.projectId) });
  entry.status = timeEntryLifecycle.next(entry.status, timeEntryActions.update, asRecorded);
  const content = await contentAfter(tx, entry, input, { anyProject: tx.viewer.userId === entry.userId });
  if (content.workedOn !== entry.workedOn || content.minutes !== entry.minutes) {
    await giveMinutesBack(tx, entry);
    await takeMinutes(tx, { userId: entry.userId, ...daysWorkOf(content) }, at('minutes'));
  }
  await tx.save(Object.assign(entry, content));
  if (entry.version > version) tx.record(facts.timeEntryUpdated, entry, whose(entry));
  return entry;
}

/**
 * The content of the entry after the changes. It is checked as if the time were recorded now, except that the project
 * need no longer be active. Unchanged parts are not checked again, because a change order may have replaced the scope
 * item.
 */
export async function contentAfter(
  tx: Transaction,
  entry: TimeEntry,
  input: TimeEntryUpdateInput,
  { anyProject }: { anyProject: boolean },
): Promise<TimeContent> {
  const allocation = input.allocationId
    ? await tx.require(Allocation, input.allocationId, { field: at('allocationId') })
    : await tx.load(Allocation, entry.allocationId);
  assertTheirs(entry, allocation, anyProject);
  const content = {
    allocationId: allocation.id,
    partnerId: allocation.partnerId,
    projectId: allocation.projectId,
    scopeItemId: (input.scopeItemId ?? entry.scopeItemId) as TimeEntry['scopeItemId'],
    phase: input.phase ?? entry.phase,
    workedOn: input.workedOn ?? entry.workedOn,
    minutes: input.minutes ?? entry.minutes,
    billable: input.billable ?? entry.billable,
    note: input.note ?? entry.note,
  };
  const project = await tx.load(Project, allocation.projectId);
  assertWasInWork(tx.clock, project, allocation, content.workedOn, at('workedOn'));
  if (content.scopeItemId !== entry.scopeItemId || content.projectId !== entry.projectId) {
    await requireInScope(tx, project, content.scopeItemId);
  }
  if (content.phase !== entry.phase || content.allocationId !== entry.allocationId) {
    assertPhase(await tx.load(ServiceOffering, allocation.offeringId), content.phase, at('phase'));
  }
  // A concurrent change of the allocation's dates must conflict with this.
  await tx.hold(allocation);
  return content;
}

function assertTheirs(entry: TimeEntry, allocation: Allocation, anyProject: boolean): void {
  if (allocation.userId !== entry.userId) {
    throw new RuleViolationError('not-own-time', 'This allocation belongs to another person.', [], at('allocationId'));
  }
  if (anyProject || allocation.projectId === entry.projectId) return;
  throw new RuleViolationError(
    'other-project',
    'The time cannot move to another project: withdraw or reverse it here, and record it there.',
    [],
    at('allocationId'),
  );
}

export const daysWorkOf = ({ workedOn, minutes }: TimeContent) => ({ workedOn, minutes });
