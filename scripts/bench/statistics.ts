/** The median of some values, and the quartiles. */
export interface Spread {
  median: number;
  lower: number;
  upper: number;
}

export function spreadOf(figures: readonly number[]): Spread {
  return { median: quantile(figures, 0.5), lower: quantile(figures, 0.25), upper: quantile(figures, 0.75) };
}

/** A quantile, by linear interpolation between the two nearest values. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((left, right) => left - right);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

export function sumOf(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}
