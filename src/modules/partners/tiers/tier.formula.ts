import { type Decimal, decimal, round, sum, zero } from '../../../shared/domain/decimal';
import type { GateCriterion } from '../../../shared/domain/errors';
import type { MetricValue } from '../../../shared/domain/metric';
import { evaluateCriteria } from '../gates/gate.formula';

type Figure = Decimal | string;

/**
 * The tiers of a programme, from the lowest to the highest, each with thresholds, or with points if the programme uses
 * them.
 */
export interface TierRules {
  tiers: readonly {
    name: string;
    criteria: readonly { metric: string; minimum: Figure }[];
    minimumPoints?: Figure | null;
  }[];
  points: PointRules | null;
}

export interface PointRules {
  perMetric: readonly { metric: string; maximumPoints: Figure; fullAt: Figure }[];
  everyMetricAboveZero: boolean;
}

export interface EarnedPoints {
  metric: string;
  /** Null if unknown, which earns nothing. */
  value: Decimal | null;
  points: Decimal;
  maximumPoints: Decimal;
  fullAt: Decimal;
  evidence: string[];
}

export interface TierAssessment {
  /** The highest tier with all criteria met; null without one. */
  tier: string | null;
  tiers: { name: string; met: boolean; criteria: GateCriterion[] }[];
  /** Null if tiers have thresholds. */
  points: { total: Decimal; metrics: EarnedPoints[] } | null;
}

/** The tier that follows from the figures. `labels` has the label of each metric. */
export function assessTiers(
  rules: TierRules,
  values: ReadonlyMap<string, MetricValue>,
  labels: ReadonlyMap<string, string> = new Map(),
): TierAssessment {
  const points = rules.points && earnPoints(rules.points, values);
  const tiers = rules.tiers.map((tier) => {
    const criteria =
      points === null
        ? evaluateCriteria(
            tier.criteria.map(({ metric, minimum }) => ({
              code: metric,
              metric,
              label: labels.get(metric) ?? metric,
              minimum,
            })),
            values,
          )
        : pointCriteria(decimal(tier.minimumPoints ?? 0), points, rules.points!.everyMetricAboveZero);
    return { name: tier.name, met: criteria.every(({ met }) => met), criteria };
  });
  return { tier: tiers.findLast(({ met }) => met)?.name ?? null, tiers, points };
}

function earnPoints(
  rules: PointRules,
  values: ReadonlyMap<string, MetricValue>,
): NonNullable<TierAssessment['points']> {
  const metrics = rules.perMetric.map(({ metric, ...rule }) => {
    const { value, evidence } = values.get(metric) ?? { value: null, evidence: [] };
    const [maximumPoints, fullAt] = [decimal(rule.maximumPoints), decimal(rule.fullAt)];
    return { metric, value, points: linear(value ?? zero, maximumPoints, fullAt), maximumPoints, fullAt, evidence };
  });
  // Rounded so that thirds add up to the whole: the error of 40 digits must not decide on a tier.
  return { total: round(sum(metrics.map(({ points }) => points)), 20), metrics };
}

/** From 0 at 0 to the maximum at `fullAt` and beyond. */
function linear(value: Decimal, maximum: Decimal, fullAt: Decimal): Decimal {
  if (value.lte(0)) return zero;
  return value.gte(fullAt) ? maximum : maximum.times(value).div(fullAt);
}

function pointCriteria(
  minimum: Decimal,
  points: NonNullable<TierAssessment['points']>,
  everyMetricAboveZero: boolean,
): GateCriterion[] {
  const { total, metrics } = points;
  const evidence = metrics.flatMap((metric) => metric.evidence);
  const met = total.gte(minimum);
  const enough: GateCriterion = {
    code: 'points',
    description: `Points: at least ${minimum.toFixed()}.`,
    required: minimum.toFixed(),
    observed: round(total, 4).toFixed(),
    met,
    gap: met ? null : `Points: ${round(total, 4).toFixed()} of at least ${minimum.toFixed()}`,
    waived: false,
    waiverReason: null,
    evidence,
  };
  // A tier without a minimum of points has no criteria: every partner starts there.
  if (!everyMetricAboveZero || minimum.lte(0)) return [enough];
  const earning = metrics.filter((metric) => metric.points.gt(0));
  const idle = metrics.filter((metric) => metric.points.lte(0));
  const broad: GateCriterion = {
    code: 'everyMetricAboveZero',
    description: 'Every metric earns points.',
    required: String(metrics.length),
    observed: String(earning.length),
    met: idle.length === 0,
    gap: idle.length === 0 ? null : `Without points: ${idle.map(({ metric }) => metric).join(', ')}`,
    waived: false,
    waiverReason: null,
    evidence: earning.flatMap((metric) => metric.evidence),
  };
  return [enough, broad];
}
