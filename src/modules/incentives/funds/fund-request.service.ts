import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import type { Clock } from '../../../shared/domain/clock';
import { addDays } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { refuseBlocked } from '../../../shared/domain/lifecycle';
import { moneyFromAmount } from '../../../shared/domain/money';
import { Partner, PartnerStatus } from '../../partners';
import { FundActivityKind } from './activity-kind.entity';
import { fundRequestActions } from './fund.actions';
import { allocationCommitments, balanceOf, undecidedClaims } from './fund-balance.reader';
import { MarketingFund } from './fund.entity';
import * as facts from './fund.facts';
import { freeOf, shareOf, unallocatedOf } from './fund.formula';
import { MarketingFundStatus } from './fund.lifecycle';
import { FundAllocation } from './fund-parts.entity';
import { FundRequest } from './fund-request.entity';
import type { FundRequestApproveInput, FundRequestDraftInput, FundRequestUpdateInput } from './fund-request.inputs';
import {
  type FundRequestAction,
  type FundRequestConditions,
  fundRequestLifecycle,
  FundRequestStatus,
} from './fund-request.lifecycle';
import { inWords, moveFund } from './fund.service';

const at = (name: string) => ['input', name];

export async function draft(tx: Transaction, input: FundRequestDraftInput): Promise<FundRequest> {
  const fund = await tx.require(MarketingFund, input.fundId, { field: at('fundId') });
  tx.assert(fundRequestActions.draft, fund);
  if (fund.status !== MarketingFundStatus.OPEN) {
    throw new RuleViolationError(
      'fund-not-open',
      `The fund is ${fund.status}: it takes no requests.`,
      [],
      at('fundId'),
    );
  }
  const request = await tx.insert(FundRequest, {
    ...(await contentOf(tx, fund, input)),
    fundId: fund.id,
    partnerId: fund.partnerId,
    currencyCode: fund.currencyCode,
    status: fundRequestLifecycle.initial,
    draftedById: tx.viewer.userId,
  });
  tx.record(facts.fundRequestDrafted, request, ofFund(request));
  return request;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: FundRequestUpdateInput,
): Promise<FundRequest> {
  const { request, fund } = await begin(tx, id, version, fundRequestActions.update);
  await tx.save(Object.assign(request, await contentOf(tx, fund, input)));
  tx.record(facts.fundRequestUpdated, request, ofFund(request));
  return request;
}

/** Discards a draft for good. */
export async function discard(tx: Transaction, id: string, version: number): Promise<FundRequest> {
  const { request } = await begin(tx, id, version, fundRequestActions.discard);
  await tx.save(request);
  tx.record(facts.fundRequestDiscarded, request, ofFund(request));
  return request;
}

/** Submits a draft under the terms that its kind of activity has now. */
export async function submit(tx: Transaction, id: string, version: number): Promise<FundRequest> {
  const { request, fund } = await begin(tx, id, version, fundRequestActions.submit);
  const kind = await tx.load(FundActivityKind, request.activityKindId);
  assertOffered(kind, []);
  assertInPeriod(fund, request, []);
  const { requiredProofs, reimbursementShare, eligibleCostKinds, claimDeadlineDays } = kind;
  const askedMinor = shareOf(request.costMinor, reimbursementShare);
  if (askedMinor === 0)
    throw new RuleViolationError('asks-for-nothing', 'The share of this cost is less than the smallest amount.');
  Object.assign(request, { requiredProofs, reimbursementShare, eligibleCostKinds, claimDeadlineDays, askedMinor });
  await tx.save(Object.assign(request, { submittedById: tx.viewer.userId, submittedAt: tx.clock.now() }));
  await moveFund(tx, fund);
  tx.record(facts.fundRequestSubmitted, request, ofFund(request));
  return request;
}

/** Makes a draft again of a request that is not decided on. */
export async function withdraw(tx: Transaction, id: string, version: number): Promise<FundRequest> {
  const { request, fund } = await begin(tx, id, version, fundRequestActions.withdraw);
  const terms = { requiredProofs: null, reimbursementShare: null, eligibleCostKinds: null, claimDeadlineDays: null };
  await tx.save(Object.assign(request, { ...terms, askedMinor: null, submittedById: null, submittedAt: null }));
  await moveFund(tx, fund);
  tx.record(facts.fundRequestWithdrawn, request, ofFund(request));
  return request;
}

/** Reserves the money of a request. */
export async function approve(
  tx: Transaction,
  id: string,
  version: number,
  { amount = null, reason = null }: FundRequestApproveInput,
): Promise<FundRequest> {
  const { request, fund } = await begin(tx, id, version, fundRequestActions.approve);
  // The period may have changed since the submission.
  assertInPeriod(fund, request, []);
  const { currencyCode } = fund;
  const asked = request.askedMinor!;
  const approvedMinor = amount ? moneyFromAmount(amount, currencyCode, at('amount')).minor : asked;
  if (approvedMinor > asked) {
    throw new InvalidInputError(
      `The request asks for ${inWords(asked, currencyCode)}: approve at most that.`,
      at('amount'),
    );
  }
  if (approvedMinor < asked && reason === null) {
    throw new InvalidInputError('Give a reason for approving less than what is asked for.', at('reason'));
  }
  const claimBy = claimDeadline(request, fund);
  if (claimBy < tx.clock.today()) {
    throw new RuleViolationError('deadline-passed', `The deadline for its claims, ${claimBy}, has passed: reject it.`);
  }
  await assertAvailable(tx, fund, request, approvedMinor);
  await tx.save(Object.assign(request, { approvedMinor, claimBy, ...decision(tx, reason) }));
  await moveFund(tx, fund);
  tx.record(facts.fundRequestApproved, request, { ...ofFund(request), approvedMinor, currencyCode, claimBy });
  return request;
}

export async function reject(tx: Transaction, id: string, version: number, reason: string): Promise<FundRequest> {
  const { request, fund } = await begin(tx, id, version, fundRequestActions.reject);
  await tx.save(Object.assign(request, decision(tx, reason)));
  await moveFund(tx, fund);
  tx.record(facts.fundRequestRejected, request, { ...ofFund(request), reason });
  return request;
}

/** Gives back the money of an approved request before its deadline. */
export async function release(tx: Transaction, id: string, version: number, reason: string): Promise<FundRequest> {
  const { request, fund } = await begin(tx, id, version, fundRequestActions.release);
  await tx.save(Object.assign(request, { releaseReason: reason }));
  await moveFund(tx, fund);
  tx.record(facts.fundRequestReleased, request, { ...ofFund(request), reason });
  return request;
}

/** Expires an approved request whose claim deadline has passed; false if a claim still waits for its decision. */
export async function expire(tx: Transaction, request: FundRequest): Promise<boolean> {
  if (request.status !== FundRequestStatus.APPROVED || (await undecidedClaims(tx.reader, request.id)) > 0) return false;
  const fund = await tx.load(MarketingFund, request.fundId);
  const conditions = await conditionsOf(tx.reader, tx.clock, request);
  request.status = fundRequestLifecycle.next(request.status, fundRequestActions.expire, conditions);
  await tx.save(request);
  await moveFund(tx, fund);
  tx.record(facts.fundRequestExpired, request, { ...ofFund(request), claimBy: request.claimBy! });
  return true;
}

/** The conditions of its steps, read for many in the same tick. */
export async function conditionsOf(reader: Reader, clock: Clock, request: FundRequest): Promise<FundRequestConditions> {
  const [fund, partner, undecided] = await Promise.all([
    reader.require(MarketingFund, request.fundId),
    reader.require(Partner, request.partnerId),
    undecidedClaims(reader, request.id),
  ]);
  return {
    fundStatus: fund.status,
    partnerActive: partner.status === PartnerStatus.ACTIVE,
    beforeActivity: clock.today() < request.activityFrom,
    undecidedClaims: undecided,
  };
}

async function begin(tx: Transaction, id: string, version: number, action: FundRequestAction) {
  const request = await tx.require(FundRequest, id, { version });
  tx.assert(action, request);
  const fund = await tx.load(MarketingFund, request.fundId);
  const conditions = await conditionsOf(tx.reader, tx.clock, request);
  request.status = fundRequestLifecycle.next(request.status, action, conditions);
  refuseBlocked(await tx.blockersOf(action, request));
  return { request, fund };
}

/** The fund has the money, and so has the allocation or what is outside of all allocations. */
async function assertAvailable(
  tx: Transaction,
  fund: MarketingFund,
  { fundAllocationId }: FundRequest,
  minor: number,
): Promise<void> {
  const balance = await balanceOf(tx.reader, fund.id);
  const refuse = (available: number, what: string) => {
    const words = inWords(Math.max(0, available), fund.currencyCode);
    const message = `${what}: ${words}. Approve less, or raise the budget.`;
    return new RuleViolationError('budget-exceeded', message, [], at('amount'));
  };
  if (minor > freeOf(balance)) throw refuse(freeOf(balance), 'The free money of the fund');
  if (fundAllocationId === null) {
    const available = unallocatedOf(balance);
    if (minor > available) throw refuse(available, 'The free money that is not set aside for other purposes');
    return;
  }
  const allocation = await tx.load(FundAllocation, fundAllocationId);
  const used = await allocationCommitments(tx.reader, allocation.id);
  const left = allocation.amountMinor - used.reserved - used.claimed - used.paid;
  if (minor > left) throw refuse(left, `What is left of the allocation ${allocation.purpose}`);
}

function claimDeadline({ activityUntil, claimDeadlineDays }: FundRequest, { expiresOn }: MarketingFund) {
  const last = addDays(activityUntil, claimDeadlineDays!);
  return last < expiresOn ? last : expiresOn;
}

async function contentOf(tx: Transaction, fund: MarketingFund, input: FundRequestUpdateInput) {
  const { title, description, activityFrom, activityUntil, expectedLeads } = input;
  const kind = await tx.require(FundActivityKind, input.activityKindId, { field: at('activityKindId') });
  assertOffered(kind, at('activityKindId'));
  if (activityUntil < activityFrom)
    throw new InvalidInputError('The activity ends before it begins.', at('activityUntil'));
  assertInPeriod(fund, input, at('activityFrom'));
  return {
    activityKindId: kind.id,
    fundAllocationId: input.fundAllocationId ? await allocationOf(tx, fund, input.fundAllocationId) : null,
    title,
    description,
    activityFrom,
    activityUntil,
    costMinor: moneyFromAmount(input.cost, fund.currencyCode, at('cost')).minor,
    expectedLeads,
  };
}

async function allocationOf(tx: Transaction, fund: MarketingFund, id: string): Promise<FundAllocation['id']> {
  const field = at('fundAllocationId');
  const allocation = await tx.require(FundAllocation, id, { field });
  if (allocation.fundId === fund.id) return allocation.id;
  throw new InvalidInputError('This allocation belongs to another fund.', field);
}

function assertOffered(kind: FundActivityKind, field: string[]): void {
  if (kind.offered) return;
  throw new RuleViolationError('not-offered', `${kind.name} is no longer offered: choose another kind.`, [], field);
}

function assertInPeriod(
  { periodFrom, periodUntil }: MarketingFund,
  { activityFrom, activityUntil }: Pick<FundRequest, 'activityFrom' | 'activityUntil'>,
  field: string[],
): void {
  if (activityFrom >= periodFrom && activityUntil <= periodUntil) return;
  const message = `The activity lies in the period of the fund, ${periodFrom} to ${periodUntil}.`;
  throw new RuleViolationError('outside-the-period', message, [], field);
}

function decision(tx: Transaction, decisionReason: string | null) {
  return { decidedById: tx.viewer.userId, decidedAt: tx.clock.now(), decisionReason };
}

const ofFund = ({ fundId, partnerId }: FundRequest) => ({ fundId, partnerId });
