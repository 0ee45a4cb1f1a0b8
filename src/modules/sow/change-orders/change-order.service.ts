import type { Transaction } from '../../../shared/database/transaction';
import { frozen, placeInDelta } from '../../../shared/domain/content/delta';
import { laterDay } from '../../../shared/domain/dates';
import { DomainError, InvalidInputError, NotFoundError, RuleViolationError } from '../../../shared/domain/errors';
import { latestDay, todayOf } from '../../../shared/domain/today';
import { Partner } from '../../partners';
import { isOpen, Project, ProjectStaffing } from '../../projects';
import { type Content, type SowLists, sowShape } from '../content/content.formula';
import { sowContentOf } from '../content/content.reader';
import { approverOf, namesOnPaper, requirePrintable } from '../content/paper-names.reader';
import { checkRevision, supersede } from '../revisions/sow-revision.service';
import { StatementOfWork } from '../content/sow.entity';
import { SowStatus } from '../content/sow.lifecycle';
import { ChangeOrder, ChangeOrderCause } from './change-order.entity';
import { type ChangeOrderAction, changeOrderLifecycle } from './change-order.lifecycle';
import { changeOrderActions } from './change-orders.actions';
import * as facts from './change-orders.facts';
import type { ChangeOrderApproveInput, ChangeOrderInput } from './change-orders.inputs';
import { gatherChangeOrderConditions, minorEffect, type Proposal } from './change-orders.reader';
import { applyDelta, type Delta, deltaNames, effectOf } from './delta.formula';

const noEffect = { priceEffectMinor: null, budgetEffectMinor: null, endEffectDays: null, hoursEffect: null };

export async function draft(tx: Transaction, input: ChangeOrderInput): Promise<ChangeOrder> {
  const base = await tx.require(StatementOfWork, input.baseSowId, { field: ['input', 'baseSowId'] });
  const project = await tx.load(Project, base.projectId);
  tx.assert(changeOrderActions.draft, { record: null, project });
  if (!isOpen(project.status)) throw new RuleViolationError('project-ended', 'The project is closed or cancelled.');
  const values = await written(tx, project, base, input);
  const [latest] = await tx.list(ChangeOrder, { projectId: project.id }, [{ column: 'number', direction: 'DESC' }]);
  const changeOrder = await tx.insert(ChangeOrder, {
    ...values,
    projectId: project.id,
    // The unique key lets only one of two concurrent drafts win.
    number: (latest?.number ?? 0) + 1,
    currencyCode: base.currencyCode,
    status: changeOrderLifecycle.initial,
  });
  const { number, baseSowId } = changeOrder;
  tx.record(facts.changeOrderDrafted, changeOrder, { projectId: project.id, number, baseSowId });
  return changeOrder;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: ChangeOrderInput,
): Promise<ChangeOrder> {
  const { changeOrder, project } = await find(tx, id, version, changeOrderActions.update);
  const nothing = { baseInForce: true, changesSomething: true, acceptedLost: [], clarityErrors: [] };
  changeOrder.status = changeOrderLifecycle.next(changeOrder.status, changeOrderActions.update, {
    ...nothing,
    projectEnded: !isOpen(project.status),
  });
  const field = ['input', 'baseSowId'];
  const base = await tx.require(StatementOfWork, input.baseSowId, { field });
  if (base.projectId !== project.id) {
    throw new InvalidInputError('This statement of work does not belong to the project.', field);
  }
  Object.assign(changeOrder, await written(tx, project, base, input), { currencyCode: base.currencyCode });
  await tx.save(changeOrder);
  tx.record(facts.changeOrderUpdated, changeOrder, { projectId: project.id, baseSowId: base.id });
  return changeOrder;
}

export async function submit(tx: Transaction, id: string, version: number): Promise<ChangeOrder> {
  const { changeOrder, proposal } = await decide(tx, id, version, changeOrderActions.submit);
  const { projectId, currencyCode } = changeOrder;
  const effect = minorEffect(effectOf(proposal.before, proposal.after), currencyCode);
  Object.assign(changeOrder, effect, { submittedById: tx.viewer.userId, sentBackReason: null });
  await tx.save(changeOrder);
  const { priceEffectMinor } = effect;
  tx.record(facts.changeOrderSubmitted, changeOrder, { projectId, priceEffectMinor, currencyCode });
  return changeOrder;
}

/** Discards a draft. It keeps its number, so that no two papers of a project share one. */
export async function discard(tx: Transaction, id: string, version: number): Promise<ChangeOrder> {
  const { changeOrder } = await decide(tx, id, version, changeOrderActions.discard);
  await tx.save(changeOrder);
  tx.record(facts.changeOrderDiscarded, changeOrder, { projectId: changeOrder.projectId });
  return changeOrder;
}

/**
 * Withdraws a change order that is not decided on: it is a draft again, whose effect is computed from the current
 * content.
 */
export async function withdraw(tx: Transaction, id: string, version: number): Promise<ChangeOrder> {
  const { changeOrder } = await decide(tx, id, version, changeOrderActions.withdraw);
  Object.assign(changeOrder, noEffect, { submittedById: null });
  await tx.save(changeOrder);
  tx.record(facts.changeOrderWithdrawn, changeOrder, { projectId: changeOrder.projectId });
  return changeOrder;
}

export async function sendBack(tx: Transaction, id: string, version: number, reason: string): Promise<ChangeOrder> {
  const { changeOrder } = await decide(tx, id, version, changeOrderActions.sendBack);
  Object.assign(changeOrder, noEffect, { submittedById: null, sentBackReason: reason });
  await tx.save(changeOrder);
  tx.record(facts.changeOrderSentBack, changeOrder, { projectId: changeOrder.projectId, reason });
  return changeOrder;
}

/** Creates the next signed revision, which replaces the one that this is based on: all of it, or nothing. */
export async function approve(
  tx: Transaction,
  id: string,
  version: number,
  input: ChangeOrderApproveInput,
  vendor: string,
): Promise<ChangeOrder> {
  const { changeOrder, project, proposal } = await decide(tx, id, version, changeOrderActions.approve);
  const { signatory, evidence } = input;
  const base = await tx.load(StatementOfWork, changeOrder.baseSowId);
  const [first, last] = [base.signedOn!, latestDay(tx.clock)];
  const signedOn = input.signedOn ?? laterDay(todayOf(tx), first);
  if (signedOn < first || signedOn > last) {
    throw new InvalidInputError(`The signature must be from ${first} to ${last}.`, ['input', 'signedOn']);
  }
  const { authorId, submittedById } = changeOrder;
  const approvedById = tx.viewer.userId;
  const makers = { authorId, submittedById, approvedById };
  const vendorSignatory = input.vendorSignatory ?? (await approverOf(tx.reader, approvedById));
  const signedNames = await namesOnPaper(tx.reader, project, vendor, proposal.before, proposal.after);
  requirePrintable(signedNames, { signatory, vendorSignatory });
  const signed = { signedOn, signatory, signatureEvidence: evidence, vendorSignatory, signedNames };
  const sow = await supersede(tx, base, proposal.after, signed, makers);
  // Closing or cancelling the project changes it, and closing also holds the revision that is superseded here.
  await tx.hold(project);
  Object.assign(changeOrder, {
    ...minorEffect(effectOf(proposal.before, proposal.after), changeOrder.currencyCode),
    decidedById: approvedById,
    ...signed,
    sowId: sow.id,
  });
  await tx.save(changeOrder);
  tx.record(facts.changeOrderApproved, changeOrder, {
    projectId: changeOrder.projectId,
    cause: changeOrder.cause!,
    partnerId: changeOrder.causePartnerId,
    priceEffectMinor: changeOrder.priceEffectMinor!,
    currencyCode: changeOrder.currencyCode,
    baseSowId: base.id,
    sowId: sow.id,
  });
  return changeOrder;
}

export async function reject(tx: Transaction, id: string, version: number, reason: string): Promise<ChangeOrder> {
  const { changeOrder } = await decide(tx, id, version, changeOrderActions.reject);
  Object.assign(changeOrder, { decidedById: tx.viewer.userId, rejectionReason: reason });
  await tx.save(changeOrder);
  tx.record(facts.changeOrderRejected, changeOrder, { projectId: changeOrder.projectId, reason });
  return changeOrder;
}

async function find(tx: Transaction, id: string, version: number, action: ChangeOrderAction) {
  const changeOrder = await tx.require(ChangeOrder, id, { version });
  const project = await tx.load(Project, changeOrder.projectId);
  tx.assert(action, { record: changeOrder, project });
  return { changeOrder, project };
}

async function decide(
  tx: Transaction,
  id: string,
  version: number,
  action: ChangeOrderAction,
): Promise<{ changeOrder: ChangeOrder; project: Project; proposal: Proposal }> {
  const { changeOrder, project } = await find(tx, id, version, action);
  const { conditions: found, proposal } = await gatherChangeOrderConditions(tx.reader, changeOrder, project);
  changeOrder.status = changeOrderLifecycle.next(changeOrder.status, action, found);
  return { changeOrder, project, proposal };
}

/** The columns that the input fills, after all checks. */
async function written(tx: Transaction, project: Project, base: StatementOfWork, input: ChangeOrderInput) {
  if (base.status !== SowStatus.SIGNED) {
    const [rule, message] =
      base.status === SowStatus.SUPERSEDED
        ? ['stale-base', 'Another revision has replaced it: change that one.']
        : ['sow-not-signed', 'A change order can only change a signed statement of work.'];
    throw new RuleViolationError(rule, message, [], ['input', 'baseSowId']);
  }
  const { title, reason, cause } = input;
  const causePartnerId = await causePartner(tx, project, input);
  const delta = deltaOf(input);
  await checkDelta(tx, base, delta);
  return {
    title,
    reason,
    cause,
    causePartnerId,
    baseSowId: base.id,
    delta: frozen(delta),
    authorId: tx.viewer.userId!,
  };
}

async function causePartner(
  tx: Transaction,
  project: Project,
  { cause, causePartnerId }: ChangeOrderInput,
): Promise<ChangeOrder['causePartnerId']> {
  if (!causePartnerId) return null;
  const field = ['input', 'causePartnerId'];
  if (cause !== ChangeOrderCause.PARTNER) {
    throw new InvalidInputError('Name a partner only if the cause is PARTNER.', field);
  }
  const partner = await tx.require(Partner, causePartnerId, { field });
  if (!(await tx.first(ProjectStaffing, { projectId: project.id, partnerId: partner.id }))) {
    throw new RuleViolationError('not-staffed', `${partner.name} is not staffed on the project.`, [], field);
  }
  return partner.id;
}

function deltaOf(input: ChangeOrderInput): Delta {
  return pick(input, deltaNames);
}

function pick<T, Name extends keyof T>(from: T, names: readonly Name[]): Pick<T, Name> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, Name>;
}

const lists = Object.keys(sowShape.parts) as SowLists[];

/** Refuses a delta that names missing parts, or yields a content that could not be written. */
async function checkDelta(tx: Transaction, base: StatementOfWork, delta: Delta): Promise<void> {
  const before = await sowContentOf(tx.reader, base);
  for (const list of lists) checkIds(before, delta, list);
  const after = applyDelta(before, delta);
  try {
    await checkRevision(tx, base, after);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw Object.assign(error, { field: fieldOf(error, after, delta) });
  }
}

/** Each part of the base may be named only once, to be changed or to be removed. */
function checkIds(before: Content, delta: Delta, list: SowLists): void {
  const parts: readonly { id?: string | null }[] = before[list];
  const left = new Set(parts.map(({ id }) => id));
  const take = (id: string, ...path: (string | number)[]) => {
    if (!left.delete(id)) throw new NotFoundError(id, ['input', ...path.map(String)]);
  };
  delta[list].forEach(({ id }, index) => id && take(id, list, index, 'id'));
  delta[`${list}Removed`].forEach((id, index) => take(id, `${list}Removed`, index));
}

/** Maps the path of an error in the resulting content back to the delta. */
function fieldOf({ field }: DomainError, after: Content, delta: Delta): string[] {
  const [, list, place, ...rest] = field;
  const known = lists.find((each) => each === list);
  if (!known || place === undefined) return field;
  const index = placeInDelta(after, delta, known, Number(place));
  return index === null ? ['input', known] : ['input', known, String(index), ...rest];
}
