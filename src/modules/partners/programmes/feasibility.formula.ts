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

/** The largest value that a metric can have; null where nothing bounds it. */
export type Largest = (metric: string) => Decimal | null;

/** What nobody could ever meet, and tiers of which the higher one asks for no more than the lower. */
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

/** No metric is negative, none goes beyond its bound, and none is above and below at the same time. */
function unmeetable(where: string, rules: readonly Threshold[], largest: Largest): Blocker[] {
  const found = rules.flatMap(({ metric, minimum, maximum }) => {
    const bound = largest(metric);
    if (minimum != null && bound !== null && decimal(minimum).gt(bound)) {
      return [`${metric} is at most ${bound.toFixed()}, never ${decimal(minimum).toFixed()}`];
    }
    return maximum != null && decimal(maximum).lt(0)
      ? [`${metric} is never below 0, as at most ${decimal(maximum).toFixed()} asks for`]
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
      message: `The tier ${name} can never be met: it asks for ${decimal(minimumPoints!).toFixed()} points of ${most.toFixed()} that there are.`,
    }));
}

/** A higher tier asks for at least as much of every metric that both name, and for more of one, or for one more. */
function unordered(tiers: FeasibilityRules['tiers']): Blocker[] {
  return tiers.slice(1).flatMap((higher, index) => {
    const lower = tiers[index]!;
    const below = new Map(lower.criteria.map(({ metric, minimum }) => [metric, decimal(minimum ?? 0)]));
    const easier = higher.criteria.filter(({ metric, minimum }) => below.get(metric)?.gt(decimal(minimum ?? 0)));
    const harder = higher.criteria.some(({ metric, minimum }) => !below.get(metric)?.gte(decimal(minimum ?? 0)));
    const wrong = easier.map(({ metric }) => `${metric} asks for less there`);
    if (!harder && wrong.length === 0) wrong.push('it asks for nothing more');
    return wrong.map((message) => ({
      code: 'tiers-out-of-order',
      message: `The tier ${higher.name} stands above ${lower.name}, but ${message}.`,
    }));
  });
}
