import { type Decimal, decimal, round, sum } from '../../../shared/domain/decimal';

/** With fewer attempts, statistics of a question reflect mostly chance. */
export const minSampleSize = 10;

/** One candidate's answer to one question, with the score of the whole attempt. */
export interface ItemResponse {
  right: boolean;
  answered: boolean;
  choiceIds: readonly string[];
  score: Decimal;
}

export interface ItemFigures {
  sampleSize: number;
  right: number;
  unanswered: number;
  /** The share of right answers, from 0 to 1; null with too few attempts. */
  difficulty: Decimal | null;
  /** From -1 to 1; null with too few attempts, or if all were right, all were wrong, or all scores are equal. */
  discrimination: Decimal | null;
  /** How many candidates chose each choice. */
  chosen: ReadonlyMap<string, number>;
}

export function itemFigures(responses: readonly ItemResponse[]): ItemFigures {
  const right = responses.filter((response) => response.right).length;
  const chosen = new Map<string, number>();
  for (const id of responses.flatMap(({ choiceIds }) => choiceIds)) chosen.set(id, (chosen.get(id) ?? 0) + 1);
  const enough = responses.length >= minSampleSize;
  return {
    sampleSize: responses.length,
    right,
    unanswered: responses.filter(({ answered }) => !answered).length,
    difficulty: enough ? round(decimal(right).div(responses.length), 4) : null,
    discrimination: enough ? pointBiserial(responses) : null,
    chosen,
  };
}

/**
 * Pearson's correlation of a right answer (1, else 0) with the attempt's score. For a binary variable this is r = (M₁ −
 * M₀) ÷ s · √(n₁·n₀ ÷ n²), where M₁ and M₀ are the mean scores of right and wrong answers and s is the standard
 * deviation of all scores with n, not n − 1 (R. F. Tate, Correlation between a discrete and a continuous variable:
 * point-biserial correlation, Annals of Mathematical Statistics 25, 1954). Rounded half up to 4 decimals.
 */
function pointBiserial(responses: readonly ItemResponse[]): Decimal | null {
  const n = responses.length;
  const rightScores = responses.filter(({ right }) => right).map(({ score }) => score);
  const n1 = rightScores.length;
  const n0 = n - n1;
  const total = sum(responses.map(({ score }) => score));
  const squares = sum(responses.map(({ score }) => score.times(score)));
  // n² times the variance: an integer until the only division and the only root.
  const spread = squares.times(n).minus(total.times(total));
  if (n1 === 0 || n0 === 0 || spread.lte(0)) return null;
  const rightTotal = sum(rightScores);
  // (M₁ − M₀) · n₁ · n₀ = Σ₁·n₀ − Σ₀·n₁ = Σ₁·n − Σ·n₁
  const difference = rightTotal.times(n).minus(total.times(n1));
  return round(difference.div(spread.times(n1).times(n0).sqrt()), 4);
}
