import type { Blocker } from '../../../shared/domain/lifecycle';
import type { PlainDate } from '../../../shared/domain/dates';
import { unmetCriteria } from '../gates/gate.formula';
import type { TierAssessment } from './tier.formula';

export enum TierDecision {
  CONFIRM = 'CONFIRM',
  PROMOTE = 'PROMOTE',
  DEMOTE = 'DEMOTE',
  GRACE = 'GRACE',
}

/** The requested decision on a tier. */
export interface DecisionAsked {
  decision: TierDecision;
  /** The tier to promote or demote to; the computed one if left out. */
  tier?: string | null;
  graceUntil?: PlainDate | null;
}

/** The result of the decision, or its blocker. */
export interface DecisionJudged {
  tier: string | null;
  blockers: Blocker[];
}

const blocked = (tier: string | null, code: string, message: string): DecisionJudged => ({
  tier,
  blockers: [{ code, message }],
});

/**
 * Judges a decision by the tiers from the lowest to the highest, each met or not. A partner is never promoted to a tier
 * that is not met; an unknown value meets nothing. Having no tier ranks below the lowest one.
 */
export function judgeDecision(
  asked: DecisionAsked,
  current: string | null,
  assessment: Pick<TierAssessment, 'tier' | 'tiers'>,
  today: PlainDate,
): DecisionJudged {
  const { decision, graceUntil } = asked;
  const { tiers } = assessment;
  const rankOf = (name: string | null) => tiers.findIndex((tier) => tier.name === name);
  // A tier that the programme no longer has ranks below all others.
  const gone = current !== null && rankOf(current) < 0;
  if (graceUntil != null && decision !== TierDecision.GRACE) {
    return blocked(current, 'no-grace', 'Only the decision GRACE can have a last day.');
  }
  if (decision === TierDecision.CONFIRM || decision === TierDecision.GRACE) {
    if (asked.tier != null) return blocked(current, 'tier-stays', 'The tier stays, so do not name one.');
    if (gone) return blocked(current, 'tier-gone', `The programme no longer has the tier ${current}.`);
    if (decision === TierDecision.CONFIRM) return { tier: current, blockers: [] };
    if (current === null) return blocked(current, 'no-tier', 'The partner has no tier to keep.');
    if (tiers[rankOf(current)]!.met) {
      return blocked(current, 'tier-met', `All criteria of ${current} are met: confirm it instead.`);
    }
    if (graceUntil == null || graceUntil <= today) {
      return blocked(current, 'grace-ends-later', 'Give a future day on which the grace ends.');
    }
    return { tier: current, blockers: [] };
  }
  const target = asked.tier ?? assessment.tier;
  if (asked.tier != null && rankOf(target) < 0) {
    return blocked(target, 'unknown-tier', `The programme has no tier ${asked.tier}.`);
  }
  const [now, then] = [rankOf(current), rankOf(target)];
  if (decision === TierDecision.DEMOTE) {
    return then < now || (gone && target === null)
      ? { tier: target, blockers: [] }
      : blocked(target, 'not-lower', `${target ?? 'No tier'} is not lower than ${current ?? 'no tier'}.`);
  }
  if (then <= now)
    return blocked(target, 'not-higher', `${target ?? 'No tier'} is not higher than ${current ?? 'no tier'}.`);
  const unmet = unmetCriteria(tiers[then]!.criteria);
  return {
    tier: target,
    blockers: unmet.map(({ gap, description }) => ({ code: 'tier-not-met', message: gap ?? description })),
  };
}
