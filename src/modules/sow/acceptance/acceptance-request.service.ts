import { createHash, randomBytes } from 'node:crypto';
import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import { Project, ProjectStatus } from '../../projects';
import { deliverableLifecycle, DeliverableStatus } from '../progress/deliverable.lifecycle';
import * as progress from '../progress/progress.service';
import { Deliverable, originOf } from '../content/sow-parts.entity';
import { deliverableActions } from '../content/sow.actions';
import { StatementOfWork } from '../content/sow.entity';
import { acceptanceRequestActions } from './acceptance-request.actions';
import { AcceptanceRequest, issuedTokens } from './acceptance-request.entity';
import * as facts from './acceptance-request.facts';
import type { AcceptanceRequestCreateInput } from './acceptance-request.inputs';
import {
  type AcceptanceRequestAction,
  acceptanceRequestLifecycle,
  type AcceptanceRequestStatus,
  statusAt,
} from './acceptance-request.lifecycle';
import type { Decision } from './acceptance.form';

/** 192 bits, which cannot be guessed. */
const tokenBytes = 24;
const dayMilliseconds = 86_400_000;

/** Deliverables that wait for the customer. A rejected one does so only once it is submitted again. */
const waiting = [DeliverableStatus.PENDING, DeliverableStatus.SUBMITTED];
const ended = [ProjectStatus.CLOSED, ProjectStatus.CANCELLED];

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export async function createRequest(tx: Transaction, input: AcceptanceRequestCreateInput): Promise<AcceptanceRequest> {
  const deliverables: Deliverable[] = [];
  for (const [index, id] of input.deliverableIds.entries()) {
    deliverables.push(await tx.require(Deliverable, id, { field: fieldOf(index) }));
  }
  const { projectId } = deliverables[0]!;
  const project = await tx.load(Project, projectId);
  tx.assert(acceptanceRequestActions.create, { record: null, project });
  for (const [index, deliverable] of deliverables.entries()) {
    if (deliverable.projectId !== projectId) {
      throw new RuleViolationError(
        'another-project',
        `${deliverable.name} belongs to another project.`,
        [],
        fieldOf(index),
      );
    }
    const obstacle = await obstacleTo(tx.reader, deliverable);
    if (obstacle) throw new RuleViolationError('not-to-be-decided', obstacle, [], fieldOf(index));
  }
  const { contactName, contactEmail = null, expiresInDays } = input;
  const token = randomBytes(tokenBytes).toString('base64url');
  const deliverableIds = deliverables.map(({ id }) => id);
  const request = await tx.insert(AcceptanceRequest, {
    projectId,
    deliverableIds,
    contactName,
    contactEmail,
    state: acceptanceRequestLifecycle.initial,
    tokenHash: hashToken(token),
    expiresAt: new Date(tx.clock.now().getTime() + expiresInDays * dayMilliseconds),
    requestedById: tx.viewer.userId!,
  });
  issuedTokens.set(request, token);
  tx.record(facts.acceptanceRequestCreated, request, { projectId, deliverableIds, contact: contactName });
  return request;
}

/** The token of a request that was just created; null for any other. */
export function tokenOf(request: AcceptanceRequest): string | null {
  return issuedTokens.get(request) ?? null;
}

export async function revokeRequest(tx: Transaction, id: string, version: number): Promise<AcceptanceRequest> {
  const request = await tx.require(AcceptanceRequest, id, { version });
  const project = await tx.load(Project, request.projectId);
  tx.assert(acceptanceRequestActions.revoke, { record: request, project });
  request.state = next(tx, request, acceptanceRequestActions.revoke);
  await tx.save(request);
  tx.record(facts.acceptanceRequestRevoked, request, { projectId: request.projectId, contact: request.contactName });
  return request;
}

/** Records the contact's decisions once, all or none. */
export async function useRequest(
  tx: Transaction,
  token: string,
  decisions: readonly Decision[],
): Promise<AcceptanceRequest> {
  const request = (await tx.first(AcceptanceRequest, { tokenHash: hashToken(token) }))!;
  // Saved first, so that only one of two concurrent uses continues.
  request.state = next(tx, request, acceptanceRequestActions.use);
  const published = decisions.map(({ deliverableId, accepted, reason }) => ({ deliverableId, accepted, reason }));
  await tx.save(Object.assign(request, { usedAt: tx.clock.now(), decisions: published }));
  const { projectId, contactName: contact } = request;
  for (const { deliverableId, version, accepted, reason } of decisions) {
    if (accepted) {
      const evidence = `By the link of ${request.id} to ${contact}`;
      await progress.acceptDeliverable(tx, deliverableId, version, { contact, evidence }, request.id);
    } else {
      await progress.rejectDeliverable(tx, deliverableId, version, { contact, reason: reason! }, request.id);
    }
  }
  tx.record(facts.acceptanceRequestUsed, request, {
    projectId,
    contact,
    accepted: decisions.filter(({ accepted }) => accepted).map(({ deliverableId }) => deliverableId),
    rejected: decisions.filter(({ accepted }) => !accepted).map(({ deliverableId }) => deliverableId),
  });
  return request;
}

/** The deliverable in the revision in force, because a change order may have created another one since. */
export async function inForce(reader: Reader, deliverableId: string): Promise<Deliverable> {
  const asked = await reader.require(Deliverable, deliverableId);
  const sow = await reader.first(StatementOfWork, { currentOfProjectId: asked.projectId });
  if (!sow || sow.id === asked.sowId) return asked;
  // A deliverable that was removed stays as it was; its steps say that it is no longer agreed.
  return (await reader.first(Deliverable, { sowId: sow.id, originId: originOf(asked), archivedAt: null })) ?? asked;
}

/**
 * Is there nothing left to decide, for good? The project has ended, or each deliverable was accepted or removed from
 * the agreement. A deliverable that was rejected, or whose project is on hold, may come back.
 */
export async function isOver(reader: Reader, { projectId, deliverableIds }: AcceptanceRequest): Promise<boolean> {
  const project = await reader.require(Project, projectId);
  if (ended.includes(project.status)) return true;
  const deliverables = await Promise.all(deliverableIds.map((id) => inForce(reader, id)));
  const sow = await reader.first(StatementOfWork, { currentOfProjectId: projectId });
  return deliverables.every(
    ({ status, sowId }) => status === DeliverableStatus.ACCEPTED || (sow !== null && sow.id !== sowId),
  );
}

/** The reason why the customer cannot decide on a deliverable now; null if they can. */
export async function obstacleTo(reader: Reader, deliverable: Deliverable): Promise<string | null> {
  const { name, status } = deliverable;
  if (status === DeliverableStatus.ACCEPTED) return `${name} is already accepted.`;
  if (!waiting.includes(status)) return `${name} was rejected and has not been submitted again.`;
  const { conditions: of } = await progress.gatherDeliverableConditions(reader, deliverable);
  const accept = deliverableLifecycle.available(status, of).find(({ action }) => action === deliverableActions.accept)!;
  return accept.blockedBy[0]?.message ?? null;
}

function next(tx: Transaction, request: AcceptanceRequest, action: AcceptanceRequestAction): AcceptanceRequestStatus {
  return acceptanceRequestLifecycle.next(statusAt(request, tx.clock.now()), action);
}

const fieldOf = (index: number) => ['input', 'deliverableIds', String(index)];
