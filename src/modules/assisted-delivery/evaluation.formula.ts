import { type Decimal, sum } from '../../shared/domain/decimal';

/** In the order of increasing independence: the partner watches, works side by side, and is watched. */
export enum AssistanceMode {
  SHADOW = 'SHADOW',
  CO_DELIVERY = 'CO_DELIVERY',
  REVERSE_SHADOW = 'REVERSE_SHADOW',
}

const order = Object.values(AssistanceMode);

/** The first index at which the modes go backwards, or null if they never do. */
export function firstStepBack(modes: readonly AssistanceMode[]): number | null {
  const found = modes.findIndex((mode, index) => index > 0 && order.indexOf(mode) < order.indexOf(modes[index - 1]!));
  return found === -1 ? null : found;
}

export interface Marks {
  timeliness: number;
  quality: number;
  communication: number;
  autonomy: number;
}

/** The mean over the evaluations of the mean of their four marks, unrounded; null without evaluations. */
export function meanOfMarks(evaluations: readonly Marks[]): Decimal | null {
  if (evaluations.length === 0) return null;
  // Every evaluation has four marks, so the mean of their means is the mean of all marks: one division, one rounding.
  const marks = evaluations.flatMap((each) => [each.timeliness, each.quality, each.communication, each.autonomy]);
  return sum(marks).div(marks.length);
}
