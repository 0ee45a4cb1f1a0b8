import { type Decimal, sum } from '../../shared/domain/decimal';

/** In the order in which a partner grows: it watches, works side by side, and is watched. */
export enum AssistanceMode {
  SHADOW = 'SHADOW',
  CO_DELIVERY = 'CO_DELIVERY',
  REVERSE_SHADOW = 'REVERSE_SHADOW',
}

const order = Object.values(AssistanceMode);

/** The first place at which a sequence of modes goes back, or null where it never does. */
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

/** The mean over the evaluations of the mean of each one's four marks, unrounded; null where there is none. */
export function meanOfMarks(evaluations: readonly Marks[]): Decimal | null {
  if (evaluations.length === 0) return null;
  // Every evaluation has four marks, so the mean of their means is the mean of all marks: one division, one rounding.
  const marks = evaluations.flatMap((each) => [each.timeliness, each.quality, each.communication, each.autonomy]);
  return sum(marks).div(marks.length);
}
