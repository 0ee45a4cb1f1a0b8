import { type Decimal, decimal, round, sum } from '../../../shared/domain/decimal';

type Figure = Decimal | string;

/** A criterion with its score: from 0 to its maximum; null without data. */
export interface Scored {
  maximum: Figure;
  weight: Figure;
  score: Figure | null;
}

/** A metric that a criterion uses, with its exact value as text; null if it is not known. */
export interface MeasuredMetric {
  name: string;
  value: string | null;
  evidence: string[];
  evidenceCount: number;
}

/** A criterion with its score and the metrics behind it. Numbers are exact, as text. */
export interface ScoredCriterion {
  code: string;
  label: string;
  formula: string;
  maximum: string;
  weight: string;
  /** From 0 to the maximum; null without data. */
  score: string | null;
  metrics: MeasuredMetric[];
}

/** The total of a period. `periodsAgo` is 0 for the newest calendar period, whether or not it was scored. */
export interface PeriodTotal {
  periodsAgo: number;
  total: Decimal | null;
}

/** The number of periods with an effect on the overall score. */
export const weightedPeriods = 12;

/** The result of a formula within its bounds. */
export function clamped(result: Decimal | null, maximum: Figure): Decimal | null {
  if (result === null) return null;
  const [most, least] = [decimal(maximum), decimal(0)];
  return result.gt(most) ? most : result.lt(least) ? least : result;
}

/**
 * The total from 0 to 100, not rounded: each score on the scale of its own maximum, weighted. A criterion without data
 * is left out of both sums. Null without any data: the period is not scored.
 */
export function totalOf(criteria: readonly Scored[]): Decimal | null {
  const known = criteria.filter(({ score }) => score !== null);
  if (known.length === 0) return null;
  const reached = known.map(({ maximum, weight, score }) => decimal(weight).times(score!).div(maximum));
  return sum(reached)
    .div(sum(known.map(({ weight }) => weight)))
    .times(100);
}

/** The weight of a period, from 1 for the newest to 0 for the thirteenth and older ones. */
export function weightOf(periodsAgo: number): Decimal {
  const share = decimal(weightedPeriods - periodsAgo).div(weightedPeriods);
  return share.gt(1) ? decimal(1) : share.lt(0) ? decimal(0) : share;
}

/**
 * The overall score, rounded half up to 1 decimal: newer periods weigh more. A period that is not scored is left out of
 * both sums; without a scored period there is no score.
 */
export function overallOf(periods: readonly PeriodTotal[]): Decimal | null {
  const scored = periods.filter(({ total }) => total !== null);
  const full = sum(scored.map(({ periodsAgo }) => weightOf(periodsAgo)));
  if (full.isZero()) return null;
  return round(sum(scored.map(({ periodsAgo, total }) => weightOf(periodsAgo).times(total!))).div(full), 1);
}

/** The name of the band that a rounded overall score falls into: from its lower bound up to the next one's. */
export function standingOf<Band extends { from: Figure }>(
  bands: readonly Band[],
  overall: Decimal | null,
): Band | null {
  if (overall === null) return null;
  // The top band has no upper bound, so 100 falls into it.
  return bands.findLast(({ from }) => overall.gte(from)) ?? null;
}

/** A criterion that is below its maximum, with the points by which the total would rise at the maximum. */
export interface Gap<Criterion> {
  criterion: Criterion;
  points: Decimal;
}

/** The gaps of the criteria with data, the largest first; equal ones in the order of the criteria. */
export function gapsOf<Criterion extends Scored>(criteria: readonly Criterion[]): Gap<Criterion>[] {
  const known = criteria.filter(({ score }) => score !== null);
  const weights = sum(known.map(({ weight }) => weight));
  return known
    .map((criterion) => {
      const { maximum, weight, score } = criterion;
      const missing = decimal(maximum).minus(score!).div(maximum);
      return { criterion, points: missing.times(weight).div(weights).times(100) };
    })
    .filter(({ points }) => points.gt(0))
    .sort((one, other) => other.points.comparedTo(one.points));
}
