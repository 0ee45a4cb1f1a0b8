import { decimal, type Decimal, round } from '../../../shared/domain/decimal';

/** The minutes from opening to response, and from opening to resolution, within which an incident meets its targets. */
export interface IncidentTargets {
  responseMinutes: number;
  resolutionMinutes: number;
}

const hours = 60;
const days = 24 * hours;

/** The default targets by severity, of which 1 is the most severe. */
export const usualTargets: Record<1 | 2 | 3 | 4, IncidentTargets> = {
  1: { responseMinutes: 1 * hours, resolutionMinutes: 8 * hours },
  2: { responseMinutes: 4 * hours, resolutionMinutes: 1 * days },
  3: { responseMinutes: 8 * hours, resolutionMinutes: 5 * days },
  4: { responseMinutes: 1 * days, resolutionMinutes: 20 * days },
};

/** Full minutes that have passed. */
export function minutesBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 60_000);
}

/** Was it in time? Null while it still can be: an event that has not happened is late once its target has passed. */
export function isWithin(openedAt: Date, happenedAt: Date | null, targetMinutes: number, now: Date): boolean | null {
  const end = openedAt.getTime() + targetMinutes * 60_000;
  if (happenedAt) return happenedAt.getTime() <= end;
  return now.getTime() > end ? false : null;
}

/** The percentage of decided outcomes that were in time, rounded half up to 2 decimals; null if none is decided. */
export function targetRate(outcomes: readonly (boolean | null)[]): Decimal | null {
  const decided = outcomes.filter((outcome) => outcome !== null);
  if (decided.length === 0) return null;
  const inTime = decided.filter((outcome) => outcome).length;
  return round(decimal(100).times(inTime).div(decided.length), 2);
}
