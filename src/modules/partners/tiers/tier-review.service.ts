import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { GateNotMetError, RuleViolationError } from '../../../shared/domain/errors';
import { requireNotOver, todayOf } from '../../../shared/domain/today';
import { Partner } from '../firms/partner.entity';
import { PartnerStatus } from '../firms/partner.lifecycle';
import { unmetCriteria } from '../gates/gate.formula';
import { benchOf } from '../gates/gate.reader';
import { tierReviewActions } from './tier-review.actions';
import { TierReview, TierReviewCause } from './tier-review.entity';
import * as facts from './tier-review.facts';
import { judgeDecision, TierDecision } from './tier-review.formula';
import type { TierReviewDecideInput, TierReviewOpenInput } from './tier-review.inputs';
import { tierReviewLifecycle, TierReviewStatus } from './tier-review.lifecycle';
import { type JudgedTier, judgeTier } from './tier.reader';

const admitted: readonly PartnerStatus[] = [PartnerStatus.ACTIVE, PartnerStatus.SUSPENDED];

export async function open(tx: Transaction, partnerId: string, input: TierReviewOpenInput): Promise<TierReview> {
  const partner = await tx.require(Partner, partnerId, { field: ['partnerId'] });
  tx.assert(tierReviewActions.open, partner);
  requireAdmitted(partner);
  const dueOn = input.dueOn ?? todayOf(tx);
  requireNotOver(tx.clock, dueOn, ['input', 'dueOn']);
  if (await openReviewOf(tx, partner)) {
    throw new RuleViolationError(
      'already-open',
      'This partner already has an open review: decide on that one first.',
      [],
      ['partnerId'],
    );
  }
  return openReview(tx, partner, TierReviewCause.REQUESTED, dueOn, input.note);
}

/** Used by the system as well: the job that opens due reviews. */
export async function openReview(
  tx: Transaction,
  partner: Partner,
  cause: TierReviewCause,
  dueOn: PlainDate,
  note: string | null,
): Promise<TierReview> {
  const review = await tx.insert(TierReview, {
    partnerId: partner.id,
    status: tierReviewLifecycle.initial,
    cause,
    dueOn,
    note,
    openedById: tx.viewer.userId,
    openKey: partner.id,
    tierBefore: partner.tier,
  });
  tx.record(facts.tierReviewOpened, review, { partnerId: partner.id, cause, dueOn });
  return review;
}

export async function decide(
  tx: Transaction,
  id: string,
  version: number,
  input: TierReviewDecideInput,
): Promise<TierReview> {
  const review = await tx.require(TierReview, id, { version });
  tx.assert(tierReviewActions.decide, review);
  const status = tierReviewLifecycle.next(review.status, tierReviewActions.decide);
  const partner = await tx.load(Partner, review.partnerId);
  requireAdmitted(partner);
  const figures = await judgeTier(benchOf(tx), partner);
  if (!figures) throw new RuleViolationError('no-programme', 'No partner programme is in force.');
  const { tier, blockers } = judgeDecision(input, partner.tier, figures, todayOf(tx));
  const [first] = blockers;
  if (first?.code === 'tier-not-met') {
    throw new GateNotMetError(tier!, unmetCriteria(figures.tiers.find(({ name }) => name === tier)!.criteria));
  }
  if (first) throw new RuleViolationError(first.code, first.message, [], ['input', fieldAtFault(first.code)]);
  Object.assign(review, {
    status,
    openKey: null,
    tierBefore: partner.tier,
    ...decided(tx, figures, input.decision, tier, input.reason),
    graceUntil: input.graceUntil ?? null,
  });
  await tx.save(review);
  settle(tx, partner, review);
  await tx.save(partner);
  return review;
}

/** The admission decides on the first tier: the lowest, if it is met. The caller saves the partner. */
export async function decideAtAdmission(tx: Transaction, partner: Partner, figures: JudgedTier): Promise<void> {
  const [lowest] = figures.tiers;
  const tier = lowest?.met ? lowest.name : null;
  const decision = tier === null ? TierDecision.CONFIRM : TierDecision.PROMOTE;
  const review = await tx.insert(TierReview, {
    partnerId: partner.id,
    status: TierReviewStatus.DECIDED,
    cause: TierReviewCause.ADMISSION,
    dueOn: tx.clock.today(),
    openedById: tx.viewer.userId,
    tierBefore: partner.tier,
    ...decided(tx, figures, decision, tier, 'The partner was admitted.'),
  });
  settle(tx, partner, review);
}

/** Cancels the open review of a partner that leaves. */
export async function cancelOpenReview(tx: Transaction, partner: Partner): Promise<void> {
  const review = await openReviewOf(tx, partner);
  if (!review) return;
  review.status = tierReviewLifecycle.next(review.status, tierReviewActions.cancel);
  review.openKey = null;
  await tx.save(review);
  tx.record(facts.tierReviewCancelled, review, { partnerId: partner.id });
}

export function openReviewOf(tx: Transaction, partner: Partner): Promise<TierReview | null> {
  return tx.first(TierReview, { openKey: partner.id });
}

/** The decision with the figures frozen at this moment. */
function decided(
  tx: Transaction,
  { programme, tier: computedTier, tiers, points }: JudgedTier,
  decision: TierDecision,
  tierAfter: string | null,
  reason: string,
) {
  return {
    programmeId: programme.id,
    decision,
    tierAfter,
    reason,
    evidence: { computedTier, tiers, points },
    decidedById: tx.viewer.userId,
    decidedAt: tx.clock.now(),
  };
}

/** Applies the decision to the partner: the only place that changes a tier. */
function settle(tx: Transaction, partner: Partner, review: TierReview): void {
  const { tierBefore, tierAfter, decision, graceUntil } = review;
  partner.tier = tierAfter;
  partner.tierDecidedOn = tx.clock.today();
  partner.tierGraceUntil = graceUntil;
  tx.record(facts.tierReviewDecided, review, {
    partnerId: partner.id,
    decision: decision!,
    from: tierBefore,
    to: tierAfter,
    graceUntil,
  });
}

function requireAdmitted({ status }: Partner): void {
  if (admitted.includes(status)) return;
  throw new RuleViolationError('partner-not-admitted', `The partner is ${status}, so it has no tier.`);
}

function fieldAtFault(rule: string): string {
  if (rule === 'grace-ends-later' || rule === 'no-grace') return 'graceUntil';
  return ['tier-stays', 'unknown-tier', 'not-lower', 'not-higher'].includes(rule) ? 'tier' : 'decision';
}
