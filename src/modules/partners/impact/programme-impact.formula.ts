import type { GateCriterion } from '../../../shared/domain/errors';
import { unmetCriteria } from '../gates/gate.formula';
import { isDelivering, QualificationStage } from '../qualifications/qualification.lifecycle';
import type { TierAssessment } from '../tiers/tier.formula';

/** The effect on a qualification at its gate. */
export enum GateConsequence {
  OPENS = 'OPENS',
  CLOSES = 'CLOSES',
  LAPSES = 'LAPSES',
  RECOVERS = 'RECOVERS',
}

/**
 * A criterion that decides differently under two programmes, as it stands under each; null if one of them does not have
 * it.
 */
export interface CriterionChange {
  code: string;
  before: GateCriterion | null;
  after: GateCriterion | null;
}

export interface GateChange {
  gate: string;
  consequence: GateConsequence;
  criteria: CriterionChange[];
}

export interface TierChange {
  before: string | null;
  after: string | null;
  criteria: (CriterionChange & { tier: string })[];
}

type Criteria = readonly GateCriterion[] | null;

/** The difference at a gate; null if both open it, or both close it. Without a programme every gate is closed. */
export function gateChange(
  gate: string,
  stage: QualificationStage,
  before: Criteria,
  after: readonly GateCriterion[],
): GateChange | null {
  const open = before !== null && unmetCriteria(before).length === 0;
  const opens = unmetCriteria(after).length === 0;
  if (open === opens) return null;
  const standing = isDelivering(stage) && gate === 'toAssisted';
  const consequence = opens
    ? stage === QualificationStage.LAPSED
      ? GateConsequence.RECOVERS
      : GateConsequence.OPENS
    : standing
      ? GateConsequence.LAPSES
      : GateConsequence.CLOSES;
  return { gate, consequence, criteria: criteriaThatDiffer(before, after) };
}

/** The difference in the computed tier; null if it stays. */
export function tierChange(before: TierAssessment | null, after: TierAssessment): TierChange | null {
  if (before !== null && before.tier === after.tier) return null;
  const criteriaOf = (assessment: TierAssessment | null, name: string) =>
    assessment?.tiers.find((tier) => tier.name === name)?.criteria ?? null;
  const names = [...new Set([before?.tier, after.tier])].filter((name) => name != null);
  if (before === null && names.length === 0) return null;
  return {
    before: before?.tier ?? null,
    after: after.tier,
    criteria: names.flatMap((tier) =>
      criteriaThatDiffer(criteriaOf(before, tier), criteriaOf(after, tier)).map((change) => ({ tier, ...change })),
    ),
  };
}

/** The criteria that pass under only one programme, or all of them if only one programme has the gate or tier. */
function criteriaThatDiffer(before: Criteria, after: Criteria): CriterionChange[] {
  const codes = new Set([...(before ?? []), ...(after ?? [])].map(({ code }) => code));
  const passes = (criterion: GateCriterion | null) => criterion === null || criterion.met || criterion.waived;
  return [...codes]
    .map((code) => ({
      code,
      before: before?.find((each) => each.code === code) ?? null,
      after: after?.find((each) => each.code === code) ?? null,
    }))
    .filter((change) => before === null || after === null || passes(change.before) !== passes(change.after));
}
