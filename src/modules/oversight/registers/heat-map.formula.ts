/** From 1 (very low) to 5 (very high). */
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

/** The score of a risk, from 1 to 25. */
export function scoreOf({ probability, impact }: Pick<Rated, 'probability' | 'impact'>): number {
  return probability * impact;
}

/** All 25 cells by descending probability, then impact, each with its risks. */
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
