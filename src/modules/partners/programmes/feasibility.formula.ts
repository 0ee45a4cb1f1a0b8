import { type Decimal, decimal, sum } from '../../../shared/domain/decimal';
import type { Blocker } from '../../../shared/domain/lifecycle';

type Figure = Decimal | string;

interface Threshold {
  metric: string;
  minimum?: Figure | null;
  maximum?: Figure | null;
}

export interface FeasibilityRules {
  gates: Readonly<Record<string, readonly Threshold[]>>;
  tiers: readonly { name: string; criteria: readonly Threshold[]; minimumPoints?: Figure | null }[];
  points: { perMetric: readonly { maximumPoints: Figure }[] } | null;
}

/** The largest value that a metric can have; null if unbounded. */
export type Largest = (metric: string) => Decimal | null;

/** Requirements that can never be met, and higher tiers that require no more than lower ones. */
export function impossibilities({ gates, tiers, points }: FeasibilityRules, largest: Largest): Blocker[] {
  return [
    ...Object.entries(gates).flatMap(([gate, rules]) => unmeetable(`The gate ${gate}`, rules, largest)),
    ...(points
      ? unearnable(tiers, points.perMetric)
      : [
          ...tiers.flatMap(({ name, criteria }) => unmeetable(`The tier ${name}`, criteria, largest)),
          ...unordered(tiers),
        ]),
  ];
}

/** No metric is negative, above its maximum, or both above and below the same value. */
function unmeetable(where: string, rules: readonly Threshold[], largest: Largest): Blocker[] {
  const found = rules.flatMap(({ metric, minimum, maximum }) => {
    const bound = largest(metric);
    if (minimum != null && bound !== null && decimal(minimum).gt(bound)) {
      return [`${metric} is at most ${bound.toFixed()}, never ${decimal(minimum).toFixed()}`];
    }
    return maximum != null && decimal(maximum).lt(0)
      ? [`${metric} is never below 0, so never at most ${decimal(maximum).toFixed()}`]
      : [];
  });
  const apart = rules.flatMap((lower) =>
    rules.flatMap((upper) =>
      lower.metric === upper.metric &&
      lower.minimum != null &&
      upper.maximum != null &&
      decimal(lower.minimum).gt(decimal(upper.maximum))
        ? [
            `${lower.metric} cannot be at least ${decimal(lower.minimum).toFixed()} and at most ${decimal(upper.maximum).toFixed()}`,
          ]
        : [],
    ),
  );
  return [...found, ...apart].map((message) => ({
    code: 'cannot-be-met',
    message: `${where} can never be met: ${message}.`,
  }));
}

function unearnable(tiers: FeasibilityRules['tiers'], perMetric: readonly { maximumPoints: Figure }[]): Blocker[] {
  const most = sum(perMetric.map(({ maximumPoints }) => maximumPoints));
  return tiers
    .filter(({ minimumPoints }) => minimumPoints != null && decimal(minimumPoints).gt(most))
    .map(({ name, minimumPoints }) => ({
      code: 'cannot-be-met',
      message: `The tier ${name} can never be met: it requires ${decimal(minimumPoints!).toFixed()} points, but there are only ${most.toFixed()}.`,
    }));
}

/**
 * A higher tier requires at least as much of every metric that both name, and more of one of them, or an additional
 * one.
 */
function unordered(tiers: FeasibilityRules['tiers']): Blocker[] {
  return tiers.slice(1).flatMap((higher, index) => {
    const lower = tiers[index]!;
    const below = new Map(lower.criteria.map(({ metric, minimum }) => [metric, decimal(minimum ?? 0)]));
    const easier = higher.criteria.filter(({ metric, minimum }) => below.get(metric)?.gt(decimal(minimum ?? 0)));
    const harder = higher.criteria.some(({ metric, minimum }) => !below.get(metric)?.gte(decimal(minimum ?? 0)));
    const wrong = easier.map(({ metric }) => `${metric} requires less there`);
    if (!harder && wrong.length === 0) wrong.push('it requires nothing more');
    return wrong.map((message) => ({
      code: 'tiers-out-of-order',
      message: `The tier ${higher.name} stands above ${lower.name}, but ${message}.`,
    }));
  });
}
