import { type Decimal, decimal, round } from '../../../shared/domain/decimal';
import type { GateCriterion } from '../../../shared/domain/errors';
import type { Blocker } from '../../../shared/domain/lifecycle';
import type { MetricValue } from '../../../shared/domain/metric';

/** A threshold on a metric: at least `minimum`, or at most `maximum`. */
export interface CriterionRule {
  code: string;
  metric: string;
  /** The label of the metric. */
  label: string;
  minimum?: Decimal | string | null;
  maximum?: Decimal | string | null;
}

/** A waived criterion, by its code. */
export interface Waived {
  code: string;
  reason: string;
}

const unknown: MetricValue = { value: null, evidence: [] };
const shown = (value: Decimal) => round(value, 4).toFixed();

/** The criteria of a gate with the measured values: each states the threshold, the value and the gap. */
export function evaluateCriteria(
  rules: readonly CriterionRule[],
  values: ReadonlyMap<string, MetricValue>,
  waivers: readonly Waived[] = [],
): GateCriterion[] {
  return rules.map((rule) => {
    const { value, evidence } = values.get(rule.metric) ?? unknown;
    const threshold = decimal(rule.minimum ?? rule.maximum ?? 0);
    const atLeast = rule.minimum != null;
    const met = value !== null && (atLeast ? value.gte(threshold) : value.lte(threshold));
    const asked = `${atLeast ? 'at least' : 'at most'} ${threshold.toFixed()}`;
    return withWaiver(
      {
        code: rule.code,
        description: `${rule.label}: ${asked}.`,
        required: threshold.toFixed(),
        observed: value && shown(value),
        met,
        gap: met ? null : `${rule.label}: ${value ? `${shown(value)} of ${asked}` : `not known, ${asked} required`}`,
        evidence,
      },
      waivers,
    );
  });
}

/** A criterion that was judged, with its waiver if it has one. */
export function withWaiver(
  criterion: Omit<GateCriterion, 'waived' | 'waiverReason'>,
  waivers: readonly Waived[],
): GateCriterion {
  const waiver = waivers.find(({ code }) => code === criterion.code);
  return { ...criterion, waived: waiver !== undefined, waiverReason: waiver?.reason ?? null };
}

/** The criteria that keep the gate closed: neither met nor waived. */
export function unmetCriteria(criteria: readonly GateCriterion[]): GateCriterion[] {
  return criteria.filter(({ met, waived }) => !met && !waived);
}

export function blockersOf(criteria: readonly GateCriterion[]): Blocker[] {
  return unmetCriteria(criteria).map(({ code, gap, description }) => ({ code, message: gap ?? description }));
}
