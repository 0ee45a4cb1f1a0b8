import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { moneyFromAmount } from '../../../shared/domain/money';
import { requireBegun, todayOf } from '../../../shared/domain/today';
import { requireEvidence } from '../../documents';
import { fundClaimActions } from './fund.actions';
import { balanceOf, isReversed, requestCommitments } from './fund-balance.reader';
import { MarketingFund } from './fund.entity';
import * as facts from './fund.facts';
import { freeOf, reimbursement, shareOf } from './fund.formula';
import { FundClaim } from './fund-claim.entity';
import {
  asSubmitted,
  type FundClaimAction,
  type FundClaimConditions,
  fundClaimLifecycle,
} from './fund-claim.lifecycle';
import { FundRequest } from './fund-request.entity';
import type {
  FundClaimApproveInput,
  FundClaimPayInput,
  FundClaimSubmitInput,
  FundClaimUpdateInput,
} from './fund-request.inputs';
import { FundRequestStatus } from './fund-request.lifecycle';
import { inWords, moveFund } from './fund.service';

const at = (...names: string[]) => ['input', ...names];

export async function submit(tx: Transaction, input: FundClaimSubmitInput): Promise<FundClaim> {
  const field = at('fundRequestId');
  const request = await tx.require(FundRequest, input.fundRequestId, { field });
  tx.assert(fundClaimActions.submit, request);
  if (request.status !== FundRequestStatus.APPROVED) {
    const message = `The request is ${request.status}. The cost of an approved request can be claimed.`;
    throw new RuleViolationError('request-not-approved', message, [], field);
  }
  if (request.claimBy! < tx.clock.today()) {
    throw new RuleViolationError('deadline-passed', `The deadline for claims was ${request.claimBy}.`, [], field);
  }
  const { id: fundRequestId, fundId, partnerId, currencyCode } = request;
  const claim = await tx.insert(FundClaim, {
    ...(await contentOf(tx, request, input)),
    ...{ fundRequestId, fundId, partnerId, currencyCode },
    status: fundClaimLifecycle.initial,
    submittedById: tx.viewer.userId,
    submittedAt: tx.clock.now(),
  });
  await moveFund(tx, await tx.load(MarketingFund, fundId));
  tx.record(facts.fundClaimSubmitted, claim, ofRequest(claim));
  return claim;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: FundClaimUpdateInput,
): Promise<FundClaim> {
  const claim = await begin(tx, id, version, fundClaimActions.update);
  claim.status = fundClaimLifecycle.next(claim.status, fundClaimActions.update, asSubmitted);
  const request = await tx.load(FundRequest, claim.fundRequestId);
  await tx.save(Object.assign(claim, await contentOf(tx, request, input), { changedById: tx.viewer.userId }));
  tx.record(facts.fundClaimUpdated, claim, ofRequest(claim));
  return claim;
}

/** Withdraws a claim that is not decided on. */
export async function withdraw(tx: Transaction, id: string, version: number): Promise<FundClaim> {
  const claim = await begin(tx, id, version, fundClaimActions.withdraw);
  claim.status = fundClaimLifecycle.next(claim.status, fundClaimActions.withdraw, asSubmitted);
  await tx.save(claim);
  await moveFund(tx, await tx.load(MarketingFund, claim.fundId));
  tx.record(facts.fundClaimWithdrawn, claim, ofRequest(claim));
  return claim;
}

/** Approves a claim for min(eligible × share, what is left of the approved amount, what the fund can pay). */
export async function approve(
  tx: Transaction,
  id: string,
  version: number,
  { eligibleAmount = null, reason = null }: FundClaimApproveInput,
): Promise<FundClaim> {
  const claim = await begin(tx, id, version, fundClaimActions.approve);
  fundClaimLifecycle.next(claim.status, fundClaimActions.approve, asSubmitted);
  const request = await tx.load(FundRequest, claim.fundRequestId);
  const fund = await tx.load(MarketingFund, claim.fundId);
  const eligibleMinor = eligibleOf(claim, eligibleAmount, reason);
  const [used, balance] = await Promise.all([requestCommitments(tx.reader, request.id), balanceOf(tx.reader, fund.id)]);
  const share = request.reimbursementShare!;
  const left = request.approvedMinor! - used.claimed - used.paid;
  const balanceMinor = freeOf(balance) + used.reserved;
  const reimbursedMinor = reimbursement({ eligibleMinor, share, approvedMinor: left, balanceMinor });
  if (reimbursedMinor === 0) {
    const message = `Nothing is left to reimburse: of the approved amount, ${inWords(left, claim.currencyCode)} remains. Reject the claim.`;
    throw new RuleViolationError('nothing-to-reimburse', message);
  }
  const step =
    reimbursedMinor === shareOf(claim.claimedMinor, share) ? fundClaimActions.approve : fundClaimActions.approvePartly;
  claim.status = fundClaimLifecycle.next(claim.status, step, asSubmitted);
  await tx.save(Object.assign(claim, { eligibleMinor, reimbursedMinor, ...decision(tx, reason) }));
  await moveFund(tx, fund);
  const { currencyCode } = claim;
  tx.record(facts.fundClaimApproved, claim, { ...ofRequest(claim), reimbursedMinor, currencyCode, reason });
  return claim;
}

/** The eligible lines, or less of them with a reason. */
function eligibleOf(
  { costLines, currencyCode }: FundClaim,
  given: FundClaimApproveInput['eligibleAmount'],
  reason: string | null,
): number {
  const whole = costLines.filter(({ eligible }) => eligible).reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (!given) return whole;
  const { minor } = moneyFromAmount(given, currencyCode, at('eligibleAmount'));
  if (minor > whole) {
    const message = `The eligible kinds of cost amount to ${inWords(whole, currencyCode)}: at most that is eligible.`;
    throw new InvalidInputError(message, at('eligibleAmount'));
  }
  if (minor < whole && reason === null) {
    throw new InvalidInputError('Give a reason for counting less than the eligible cost.', at('reason'));
  }
  return minor;
}

export async function reject(tx: Transaction, id: string, version: number, reason: string): Promise<FundClaim> {
  const claim = await begin(tx, id, version, fundClaimActions.reject);
  claim.status = fundClaimLifecycle.next(claim.status, fundClaimActions.reject, asSubmitted);
  await tx.save(Object.assign(claim, decision(tx, reason)));
  await moveFund(tx, await tx.load(MarketingFund, claim.fundId));
  tx.record(facts.fundClaimRejected, claim, { ...ofRequest(claim), reason });
  return claim;
}

/** Records the payment of an approved claim. */
export async function pay(
  tx: Transaction,
  id: string,
  version: number,
  { paidOn: given, paymentReference }: FundClaimPayInput,
): Promise<FundClaim> {
  const claim = await begin(tx, id, version, fundClaimActions.pay);
  claim.status = fundClaimLifecycle.next(claim.status, fundClaimActions.pay, await conditionsOf(tx.reader, claim));
  const paidOn = given ?? todayOf(tx);
  requireBegun(tx.clock, paidOn, at('paidOn'));
  await tx.save(Object.assign(claim, { paidOn, paymentReference, paidById: tx.viewer.userId }));
  await moveFund(tx, await tx.load(MarketingFund, claim.fundId));
  tx.record(facts.fundClaimPaid, claim, { ...ofRequest(claim), paidOn });
  return claim;
}

/**
 * Takes a decided claim back by another one of the opposite sign: its money is free for the request again or, if that is
 * over, for the fund. Returns the reversing claim.
 */
export async function reverse(tx: Transaction, id: string, version: number, reason: string): Promise<FundClaim> {
  const claim = await begin(tx, id, version, fundClaimActions.reverse);
  fundClaimLifecycle.next(claim.status, fundClaimActions.reverse, await conditionsOf(tx.reader, claim));
  const { fundRequestId, fundId, partnerId, status, currencyCode, costLines, leadsActual } = claim;
  const reversal = await tx.insert(FundClaim, {
    ...{ fundRequestId, fundId, partnerId, status, currencyCode },
    costLines: costLines.map((line) => ({ ...line, amountMinor: -line.amountMinor })),
    claimedMinor: -claim.claimedMinor,
    proofs: [],
    leadsActual: leadsActual === null ? null : 0 - leadsActual,
    note: reason,
    submittedById: tx.viewer.userId,
    submittedAt: tx.clock.now(),
    eligibleMinor: -claim.eligibleMinor!,
    reimbursedMinor: -claim.reimbursedMinor!,
    ...decision(tx, reason),
    reversesId: claim.id,
  });
  await moveFund(tx, await tx.load(MarketingFund, fundId));
  tx.record(facts.fundClaimReversed, claim, { ...ofRequest(claim), reason, reversedById: reversal.id });
  return reversal;
}

/** The conditions of its steps, read for many in the same tick. */
export async function conditionsOf(reader: Reader, claim: FundClaim): Promise<FundClaimConditions> {
  return { isReversal: claim.reversesId !== null, isReversed: await isReversed(reader, claim.id) };
}

async function begin(tx: Transaction, id: string, version: number, action: FundClaimAction): Promise<FundClaim> {
  const claim = await tx.require(FundClaim, id, { version });
  tx.assert(action, claim);
  return claim;
}

async function contentOf(tx: Transaction, request: FundRequest, input: FundClaimUpdateInput) {
  const { currencyCode, eligibleCostKinds, requiredProofs, partnerId } = request;
  const costLines = input.costs.map(({ kind, amount, note }, index) => ({
    kind,
    amountMinor: moneyFromAmount(amount, currencyCode, at('costs', String(index), 'amount')).minor,
    note,
    eligible: eligibleCostKinds!.includes(kind),
  }));
  const given = new Set(input.proofs.map(({ kind }) => kind));
  const missing = requiredProofs!.filter((kind) => !given.has(kind));
  if (missing.length > 0) {
    const message = `Proofs that this kind of activity requires are missing: ${missing.join(', ')}.`;
    throw new RuleViolationError('proof-missing', message, missing, at('proofs'));
  }
  // One document may prove several things, such as an invoice with the receipt of its payment.
  const named = input.proofs.map(({ documentId }) => documentId);
  const once = [...new Set(named)];
  const documents = await requireEvidence(tx, { partnerId }, once, (index) =>
    at('proofs', String(named.indexOf(once[index]!)), 'documentId'),
  );
  return {
    costLines,
    claimedMinor: costLines.reduce((total, { amountMinor }) => total + amountMinor, 0),
    proofs: input.proofs.map(({ kind, documentId }) => ({ kind, documentId: documents[once.indexOf(documentId)]! })),
    leadsActual: input.leadsActual ?? null,
    note: input.note,
  };
}

function decision(tx: Transaction, decisionReason: string | null) {
  return { decidedById: tx.viewer.userId, decidedAt: tx.clock.now(), decisionReason };
}

const ofRequest = ({ partnerId, fundId, fundRequestId }: FundClaim) => ({ partnerId, fundId, fundRequestId });
