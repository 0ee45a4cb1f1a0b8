/** From 1, hardly, to 5, almost certainly or fatal. */
export const levels = [1, 2, 3, 4, 5] as const;

interface Rated {
  id: string;
  probability: number;
  impact: number;
}

export interface HeatMapCell<Id extends string = string> {
  probability: number;
  impact: number;
  score: number;
  riskIds: Id[];
}

/** How much a risk weighs, from 1 to 25. */
export function scoreOf({ probability, impact }: Pick<Rated, 'probability' | 'impact'>): number {
  return probability * impact;
}

/** All 25 cells, the most probable first and of those the gravest, each with the risks that stand in it. */
export function heatMap<R extends Rated>(risks: readonly R[]): HeatMapCell<R['id']>[] {
  const downwards = [...levels].reverse();
  return downwards.flatMap((probability) =>
    downwards.map((impact) => ({
      probability,
      impact,
      score: scoreOf({ probability, impact }),
      riskIds: risks.filter((risk) => risk.probability === probability && risk.impact === impact).map(({ id }) => id),
    })),
  );
}
