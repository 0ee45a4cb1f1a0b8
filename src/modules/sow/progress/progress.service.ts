import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import { daysBetween, laterDay, type PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { latestDay, todayOf } from '../../../shared/domain/today';
import { requireEvidence } from '../../documents';
import { isAllocated, Project, ProjectStatus, returnToWork } from '../../projects';
import { type DeliverableAction, type DeliverableConditions, deliverableLifecycle } from './deliverable.lifecycle';
import { ProgressUpdate } from './progress.entity';
import { noteAcceptance } from './milestone-acceptance';
import { Deliverable, originOf, ScopeItem, type SowPart } from '../content/sow-parts.entity';
import { deliverableActions, type OnDeliverable, progressActions } from '../content/sow.actions';
import { StatementOfWork } from '../content/sow.entity';
import * as facts from '../content/sow.facts';
import type {
  DeliverableAcceptInput,
  DeliverableRejectInput,
  DeliverableSubmitInput,
  ProgressRecordInput,
} from '../content/sow.inputs';
import { SowStatus } from '../content/sow.lifecycle';

const inWork = [ProjectStatus.ACTIVE, ProjectStatus.ACCEPTANCE];
/** Progress made before a hold may be recorded during it. */
const begun = [...inWork, ProjectStatus.ON_HOLD];

export async function acceptDeliverable(
  tx: Transaction,
  id: string,
  version: number,
  input: DeliverableAcceptInput,
  acceptanceRequestId: string | null = null,
): Promise<Deliverable> {
  const { contact, evidence } = input;
  const { deliverable, sow } = await decide(tx, id, version, deliverableActions.accept);
  const { projectId } = deliverable;
  const first = deliverable.decidedOn ?? sow.signedOn!;
  const acceptedOn = input.acceptedOn ?? laterDay(todayOf(tx), first);
  within(tx, acceptedOn, first, ['input', 'acceptedOn']);
  const evidenceDocumentIds = await requireEvidence(tx, { projectId }, input.documentIds ?? []);
  await tx.save(Object.assign(deliverable, { contact, evidence, evidenceDocumentIds, decidedOn: acceptedOn }));
  const milestone = await noteAcceptance(tx, deliverable);
  tx.record(facts.deliverableAccepted, deliverable, {
    projectId,
    acceptedOn,
    contact,
    milestoneId: milestone?.id ?? null,
    daysLate: milestone && daysBetween(milestone.dueOn, acceptedOn),
    acceptanceRequestId,
  });
  return deliverable;
}

export async function rejectDeliverable(
  tx: Transaction,
  id: string,
  version: number,
  input: DeliverableRejectInput,
  acceptanceRequestId: string | null = null,
): Promise<Deliverable> {
  const { contact, reason } = input;
  const { deliverable, project } = await decide(tx, id, version, deliverableActions.reject);
  await tx.save(Object.assign(deliverable, { contact, rejectionReason: reason, decidedOn: todayOf(tx) }));
  const { projectId } = deliverable;
  tx.record(facts.deliverableRejected, deliverable, { projectId, reason, contact, acceptanceRequestId });
  await returnToWork(tx, project, deliverable.decidedOn!);
  return deliverable;
}

/** Submits a deliverable for the customer to examine. */
export async function submitDeliverable(
  tx: Transaction,
  id: string,
  version: number,
  input: DeliverableSubmitInput,
): Promise<Deliverable> {
  const { deliverable } = await decide(tx, id, version, deliverableActions.submit);
  const { projectId } = deliverable;
  await tx.save(
    Object.assign(deliverable, {
      submittedAt: tx.clock.now(),
      submittedById: tx.viewer.userId,
      submissionNote: input.note || null,
      submissionDocumentIds: await requireEvidence(tx, { projectId }, input.documentIds),
    }),
  );
  tx.record(facts.deliverableSubmitted, deliverable, { projectId, partnerId: tx.viewer.partnerId });
  return deliverable;
}

/** Withdraws a deliverable that was submitted by mistake, until the customer decides on it. */
export async function withdrawDeliverable(tx: Transaction, id: string, version: number): Promise<Deliverable> {
  const { deliverable } = await decide(tx, id, version, deliverableActions.withdraw);
  await tx.save(
    Object.assign(deliverable, {
      submittedAt: null,
      submittedById: null,
      submissionNote: null,
      submissionDocumentIds: [],
    }),
  );
  tx.record(facts.deliverableWithdrawn, deliverable, { projectId: deliverable.projectId });
  return deliverable;
}

async function decide(tx: Transaction, id: string, version: number, action: DeliverableAction) {
  const deliverable = await tx.require(Deliverable, id, { version });
  const project = await tx.load(Project, deliverable.projectId);
  const allocated = await isAllocated(tx.reader, project.id, tx.viewer);
  tx.assert(action, { record: deliverable, project, allocated } satisfies OnDeliverable);
  const sow = await tx.load(StatementOfWork, deliverable.sowId);
  deliverable.status = deliverableLifecycle.next(
    deliverable.status,
    action,
    deliverableConditions(deliverable, sow, project),
  );
  // A concurrent approval of a change order would copy the state before this, so it must conflict.
  await tx.hold(sow);
  return { deliverable, project, sow };
}

function deliverableConditions(part: SowPart, sow: StatementOfWork, project: Project): DeliverableConditions {
  return {
    agreed: part.archivedAt === null && sow.status === SowStatus.SIGNED,
    inWork: inWork.includes(project.status),
  };
}

/** The same for a reader: the conditions of the guards, and the project. */
export async function gatherDeliverableConditions(reader: Reader, deliverable: Deliverable) {
  const [sow, project, allocated] = await Promise.all([
    reader.require(StatementOfWork, deliverable.sowId),
    reader.require(Project, deliverable.projectId),
    isAllocated(reader, deliverable.projectId, reader.viewer),
  ]);
  return { conditions: deliverableConditions(deliverable, sow, project), project, allocated };
}

export async function recordProgress(tx: Transaction, input: ProgressRecordInput): Promise<ProgressUpdate> {
  const field = ['input', 'scopeItemId'];
  const item = await tx.require(ScopeItem, input.scopeItemId, { field });
  const project = await tx.load(Project, item.projectId);
  tx.assert(progressActions.record, { record: item, project });
  const sow = await tx.load(StatementOfWork, item.sowId);
  if (item.archivedAt !== null || sow.status !== SowStatus.SIGNED) {
    throw new RuleViolationError(
      'sow-not-signed',
      'The item is not part of a statement of work that is signed and in force.',
      [],
      field,
    );
  }
  if (!item.inScope) throw new RuleViolationError('out-of-scope', 'The item is out of scope.', [], field);
  if (!begun.includes(project.status)) {
    throw new RuleViolationError('project-not-in-work', 'The project has not started, or has ended.', [], field);
  }
  // Work may start before the plan or the signature, but not before both.
  const first = sow.signedOn! < sow.startsOn ? sow.signedOn! : sow.startsOn;
  const asOf = input.asOf ?? laterDay(todayOf(tx), first);
  within(tx, asOf, first, ['input', 'asOf']);
  const { percentComplete, note } = input;
  const progress = await tx.append(ProgressUpdate, {
    scopeItemId: item.id,
    itemOriginId: originOf(item),
    projectId: item.projectId,
    asOf,
    percentComplete,
    note,
    recordedById: tx.viewer.userId!,
    recordedAt: tx.clock.now(),
  });
  tx.record(facts.progressRecorded, progress, {
    projectId: item.projectId,
    scopeItemId: item.id,
    asOf,
    percentComplete: percentComplete.toFixed(),
  });
  return progress;
}

function within(tx: Transaction, day: PlainDate, first: PlainDate, field: string[]): void {
  const last = latestDay(tx.clock);
  if (day < first || day > last) throw new InvalidInputError(`The day must be from ${first} to ${last}.`, field);
}
