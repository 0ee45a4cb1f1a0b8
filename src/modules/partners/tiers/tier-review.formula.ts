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

/** What a person wants to decide on a tier. */
export interface DecisionAsked {
  decision: TierDecision;
  /** The tier to promote or demote to; left out, the one that the figures speak for. */
  tier?: string | null;
  graceUntil?: PlainDate | null;
}

/** What follows from the decision, or what is in the way of it. */
export interface DecisionJudged {
  tier: string | null;
  blockers: Blocker[];
}

const blocked = (tier: string | null, code: string, message: string): DecisionJudged => ({
  tier,
  blockers: [{ code, message }],
});

/**
 * Judges a decision by the figures: the tiers from the lowest to the highest, each met or not. Nobody is promoted to what
 * is not met; a value that is not known meets nothing. Below the lowest tier stands having none.
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
  // A tier that the programme knows no longer ranks below all.
  const gone = current !== null && rankOf(current) < 0;
  if (graceUntil != null && decision !== TierDecision.GRACE) {
    return blocked(current, 'no-grace', 'Only a decision for GRACE has a last day.');
  }
  if (decision === TierDecision.CONFIRM || decision === TierDecision.GRACE) {
    if (asked.tier != null) return blocked(current, 'tier-stays', 'The tier stays: name none.');
    if (gone) return blocked(current, 'tier-gone', `The programme has no tier ${current} any more.`);
    if (decision === TierDecision.CONFIRM) return { tier: current, blockers: [] };
    if (current === null) return blocked(current, 'no-tier', 'There is no tier to keep.');
    if (tiers[rankOf(current)]!.met) {
      return blocked(current, 'tier-met', `Everything that ${current} asks for is met: confirm it.`);
    }
    if (graceUntil == null || graceUntil <= today) {
      return blocked(current, 'grace-ends-later', 'Say on which day to come the grace ends.');
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
