import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { refuseBlocked } from '../../../shared/domain/lifecycle';
import { moneyFromAmount } from '../../../shared/domain/money';
import { Partner } from '../../partners';
import { ClaritySeverity } from '../../sow';
import { JointSolution } from '../joint-solutions/joint-solution.entity';
import { Organization } from '../products/organization.entity';
import { coSellActions } from './co-sell.actions';
import { CoSell } from './co-sell.entity';
import * as facts from './co-sell.facts';
import { clarityOf, inputName, lockedChanges } from './co-sell.formula';
import type { CoSellDraftInput, CoSellUpdateInput } from './co-sell.inputs';
import { type CoSellAction, coSellLifecycle } from './co-sell.lifecycle';

const at = (name: string) => ['input', name];

export async function draft(tx: Transaction, input: CoSellDraftInput): Promise<CoSell> {
  const whoSells = await sellersOf(tx, input);
  tx.assert(coSellActions.draft, whoSells);
  const coSell = await tx.insert(CoSell, {
    ...(await contentOf(tx, input, null)),
    ...whoSells,
    status: coSellLifecycle.initial,
    draftedById: tx.viewer.userId,
  });
  tx.record(facts.coSellDrafted, coSell, parties(coSell));
  return coSell;
}

/** The partner or the ally; an ally that is a partner is both. */
async function sellersOf(tx: Transaction, { partnerId, organizationId }: CoSellDraftInput) {
  if (organizationId && partnerId) {
    throw new InvalidInputError('Name the partner or the ally, not both.', at('organizationId'));
  }
  if (organizationId) {
    const ally = await tx.require(Organization, organizationId, { field: at('organizationId') });
    return { partnerId: ally.partnerId, organizationId: ally.id };
  }
  const id = partnerId ?? tx.viewer.partnerId;
  if (!id) throw new InvalidInputError('Name the partner or the ally that sells.', at('partnerId'));
  const partner = await tx.require(Partner, id, { field: at('partnerId') });
  const ally = await tx.reader.first(Organization, { partnerId: partner.id });
  return { partnerId: partner.id, organizationId: ally?.id ?? null };
}

/** Changes the fields that the status opens, and refuses a change of others. */
export async function update(tx: Transaction, id: string, version: number, input: CoSellUpdateInput): Promise<CoSell> {
  const coSell = await begin(tx, id, version, coSellActions.update);
  const content = await contentOf(tx, input, coSell);
  const locked = lockedChanges(coSell.status, coSell, { ...coSell, ...content }).map(inputName);
  if (locked.length > 0) {
    const message = `In status ${coSell.status}, these fields are locked: ${locked.join(', ')}.`;
    throw new RuleViolationError('field-locked', message, locked, at(locked[0]!));
  }
  await tx.save(Object.assign(coSell, content));
  tx.record(facts.coSellUpdated, coSell, parties(coSell));
  return coSell;
}

export async function discard(tx: Transaction, id: string, version: number): Promise<CoSell> {
  const coSell = await begin(tx, id, version, coSellActions.discard);
  await tx.save(coSell);
  tx.record(facts.coSellDiscarded, coSell, parties(coSell));
  return coSell;
}

/** Submits a complete draft, or what a review asked to change. */
export async function submit(tx: Transaction, id: string, version: number): Promise<CoSell> {
  const coSell = await begin(tx, id, version, coSellActions.submit);
  const missing = clarityOf(coSell, tx.clock.today()).filter(({ severity }) => severity === ClaritySeverity.ERROR);
  if (missing.length > 0) {
    const advice = missing.map((each) => each.advice);
    throw new RuleViolationError('not-clear', advice.join(' '), advice);
  }
  await tx.save(Object.assign(coSell, { submittedById: tx.viewer.userId, submittedAt: tx.clock.now() }));
  tx.record(facts.coSellSubmitted, coSell, parties(coSell));
  return coSell;
}

export async function withdraw(tx: Transaction, id: string, version: number): Promise<CoSell> {
  const coSell = await begin(tx, id, version, coSellActions.withdraw);
  await tx.save(Object.assign(coSell, { submittedById: null, submittedAt: null }));
  tx.record(facts.coSellWithdrawn, coSell, parties(coSell));
  return coSell;
}

export async function startReview(tx: Transaction, id: string, version: number): Promise<CoSell> {
  const coSell = await begin(tx, id, version, coSellActions.startReview);
  await tx.save(Object.assign(coSell, { reviewedById: tx.viewer.userId, reviewNote: null }));
  tx.record(facts.coSellReviewStarted, coSell, parties(coSell));
  return coSell;
}

export async function requireAction(tx: Transaction, id: string, version: number, reason: string): Promise<CoSell> {
  const coSell = await begin(tx, id, version, coSellActions.requireAction);
  await tx.save(Object.assign(coSell, { reviewedById: tx.viewer.userId, reviewNote: reason }));
  tx.record(facts.coSellActionRequired, coSell, { ...parties(coSell), reason });
  return coSell;
}

export async function approve(tx: Transaction, id: string, version: number): Promise<CoSell> {
  const coSell = await begin(tx, id, version, coSellActions.approve);
  await tx.save(Object.assign(coSell, { reviewedById: tx.viewer.userId, decidedAt: tx.clock.now() }));
  tx.record(facts.coSellApproved, coSell, parties(coSell));
  return coSell;
}

export async function reject(tx: Transaction, id: string, version: number, reason: string): Promise<CoSell> {
  const coSell = await begin(tx, id, version, coSellActions.reject);
  const decision = { reviewedById: tx.viewer.userId, reviewNote: reason, decidedAt: tx.clock.now() };
  await tx.save(Object.assign(coSell, decision));
  tx.record(facts.coSellRejected, coSell, { ...parties(coSell), reason });
  return coSell;
}

async function begin(tx: Transaction, id: string, version: number, action: CoSellAction): Promise<CoSell> {
  const coSell = await tx.require(CoSell, id, { version });
  tx.assert(action, coSell);
  coSell.status = coSellLifecycle.next(coSell.status, action);
  refuseBlocked(await tx.blockersOf(action, coSell));
  return coSell;
}

async function contentOf(tx: Transaction, input: CoSellUpdateInput, before: CoSell | null) {
  const { title, involvement, help, customerName = null, customerCountry = null, customerAddress = null } = input;
  const { customerWebsite = null, businessProblem = null, expectedValue = null, currencyCode = null } = input;
  const { expectedCloseOn = null, partnerReference = null, jointSolutionId = null } = input;
  if (expectedValue && !currencyCode) {
    throw new InvalidInputError('Give the currency of the value.', at('currencyCode'));
  }
  const solution =
    jointSolutionId === null || jointSolutionId === before?.jointSolutionId
      ? null
      : await tx.require(JointSolution, jointSolutionId, { field: at('jointSolutionId') });
  return {
    title,
    involvement,
    help,
    customerName,
    customerCountry,
    customerAddress,
    customerWebsite,
    businessProblem,
    expectedValueMinor: expectedValue && moneyFromAmount(expectedValue, currencyCode!, at('expectedValue')).minor,
    currencyCode,
    expectedCloseOn,
    partnerReference,
    // The one that is named already stays, even if it is no longer offered.
    jointSolutionId: solution?.id ?? (jointSolutionId === null ? null : before!.jointSolutionId),
  };
}

const parties = ({ partnerId, organizationId }: CoSell) => ({ partnerId, organizationId });
