import { type Decimal, decimal, round, sum, zero } from '../../../shared/domain/decimal';

/** A criterion that assessors judge. The weight is text, because a rubric is stored as JSON. */
export interface ScoredCriterion {
  id: string;
  weight: string;
  /** Levels are from 0 to this one. */
  maximumLevel: number;
  /** The mean level below which the whole evaluation fails; null for none. */
  floor: number | null;
}

/** The levels of one assessor, one for each criterion. */
export type GivenLevels = readonly { criterionId: string; level: number }[];

export interface CriterionResult {
  criterionId: string;
  meanLevel: Decimal;
  underFloor: boolean;
}

export interface RubricResult {
  percent: Decimal;
  criteria: CriterionResult[];
  /** Is any criterion below its floor? Then the evaluation fails regardless of the score. */
  underFloor: boolean;
}

export function totalWeight(rubric: readonly ScoredCriterion[]): Decimal {
  return sum(rubric.map(({ weight }) => weight));
}

/**
 * 100 · Σ weight·level/max ÷ Σ weight, mean over the assessors, rounded half up to 2 decimals. A floor is compared with
 * the mean level. All terms share one denominator and are divided once, so that the result does not depend on any
 * order.
 */
export function evaluateRubric(rubric: readonly ScoredCriterion[], assessors: readonly GivenLevels[]): RubricResult {
  const denominator = rubric.map(({ maximumLevel }) => maximumLevel).reduce(leastCommonMultiple, 1);
  let points = zero;
  const criteria = rubric.map(({ id, weight, maximumLevel, floor }) => {
    const total = assessors
      .flatMap((levels) => levels.filter(({ criterionId }) => criterionId === id))
      .reduce((levels, { level }) => levels + level, 0);
    points = points.plus(
      decimal(weight)
        .times(total)
        .times(denominator / maximumLevel),
    );
    return {
      criterionId: id,
      meanLevel: round(decimal(total).div(assessors.length), 2),
      underFloor: floor !== null && total < floor * assessors.length,
    };
  });
  const possible = totalWeight(rubric).times(denominator).times(assessors.length);
  return {
    percent: round(points.times(100).div(possible), 2),
    criteria,
    underFloor: criteria.some(({ underFloor }) => underFloor),
  };
}

function leastCommonMultiple(one: number, other: number): number {
  return (one / greatestCommonDivisor(one, other)) * other;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
