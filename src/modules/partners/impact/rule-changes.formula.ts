import { type Decimal, decimal } from '../../../shared/domain/decimal';
import type { TierRules } from '../tiers/tier.formula';

/** A threshold on a metric; `known` is whether the programme can measure it on the subject. */
export interface Threshold {
  metric: string;
  minimum?: Decimal | string | null;
  maximum?: Decimal | string | null;
  known: boolean;
}

/** A criterion that two programmes state differently; null if one of them does not have it. */
export interface RuleChange {
  before: Threshold | null;
  after: Threshold | null;
}

type Coded = Threshold & { code: string };

/** The criteria of a gate that differ. Criteria with the same code are waived together. */
export function gateChanges(before: readonly Coded[], after: readonly Coded[]): RuleChange[] {
  const codes = new Set([...before, ...after].map(({ code }) => code));
  const of = (rules: readonly Coded[], code: string) => rules.find((rule) => rule.code === code) ?? null;
  return [...codes]
    .map((code) => ({ before: of(before, code), after: of(after, code) }))
    .filter((change) => textOf(change.before) !== textOf(change.after));
}

/** What differs between two lists of tiers: nothing, the criteria of some tiers, or more than that. */
export type TierChanges = 'NOTHING' | RuleChange[][] | 'ALL';

/** For each tier the criteria that only one of the programmes has. */
export function tierChanges(
  before: TierRules,
  after: TierRules,
  known: { before: (metric: string) => boolean; after: (metric: string) => boolean },
): TierChanges {
  const [now, then] = [statedBy(before, known.before), statedBy(after, known.after)];
  if (JSON.stringify(now) === JSON.stringify(then)) return 'NOTHING';
  const names = ({ tiers }: TierRules) => JSON.stringify(tiers.map(({ name }) => name));
  if (before.points || after.points || names(before) !== names(after)) return 'ALL';
  const changed = before.tiers.flatMap(({ criteria }, index) => {
    const [old, fresh] = [
      criteria.map((rule) => ({ ...rule, known: known.before(rule.metric) })),
      after.tiers[index]!.criteria.map((rule) => ({ ...rule, known: known.after(rule.metric) })),
    ];
    const lacks = (rules: readonly Threshold[], rule: Threshold) =>
      !rules.some((each) => textOf(each) === textOf(rule));
    const changes = [
      ...old.filter((rule) => lacks(fresh, rule)).map((rule) => ({ before: rule, after: null })),
      ...fresh.filter((rule) => lacks(old, rule)).map((rule) => ({ before: null, after: rule })),
    ];
    return changes.length > 0 ? [changes] : [];
  });
  return changed.length > 0 ? changed : 'NOTHING';
}

/** Whether some criterion is met under only one of the programmes. Otherwise the gate stays as it is, waivers included. */
export function decidesDifferently(
  changes: readonly RuleChange[],
  valueOf: (metric: string) => Decimal | null,
): boolean {
  return changes.some(({ before, after }) => isMet(before, valueOf) !== isMet(after, valueOf));
}

/** Whether the criteria that differ are all met under only one of the programmes. Otherwise the tier stays as it is. */
export function givesOrTakes(changes: readonly RuleChange[], valueOf: (metric: string) => Decimal | null): boolean {
  const all = (side: keyof RuleChange) => changes.every((change) => isMet(change[side], valueOf));
  return all('before') !== all('after');
}

export function metricsOf(changes: readonly RuleChange[]): string[] {
  const rules = changes.flatMap(({ before, after }) => [before, after]);
  return [...new Set(rules.flatMap((rule) => (rule?.known ? [rule.metric] : [])))];
}

function isMet(rule: Threshold | null, valueOf: (metric: string) => Decimal | null): boolean {
  if (!rule) return true;
  const value = rule.known ? valueOf(rule.metric) : null;
  if (value === null) return false;
  return rule.minimum != null ? value.gte(decimal(rule.minimum)) : value.lte(decimal(rule.maximum ?? 0));
}

const figure = (value: Decimal | string | null | undefined) => (value == null ? null : decimal(value).toFixed());

function textOf(rule: Threshold | null): string {
  return JSON.stringify(rule && [rule.metric, figure(rule.minimum), figure(rule.maximum), rule.known]);
}

/** What a programme says about tiers, in a form that compares. */
function statedBy({ tiers, points }: TierRules, known: (metric: string) => boolean) {
  return [
    tiers.map(({ name, criteria, minimumPoints }) => [
      name,
      criteria.map((rule) => textOf({ ...rule, known: known(rule.metric) })),
      figure(minimumPoints),
    ]),
    points && [
      points.perMetric.map(({ metric, maximumPoints, fullAt }) => [
        metric,
        figure(maximumPoints),
        figure(fullAt),
        known(metric),
      ]),
      points.everyMetricAboveZero,
    ],
  ];
}
