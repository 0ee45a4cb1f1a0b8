import { decimal, type Decimal, round } from '../../../shared/domain/decimal';

/** Within how many minutes of the opening somebody responds, and it is resolved. */
export interface IncidentTargets {
  responseMinutes: number;
  resolutionMinutes: number;
}

const hours = 60;
const days = 24 * hours;

/** Where nothing else is agreed; severity 1 is the gravest. */
export const usualTargets: Record<1 | 2 | 3 | 4, IncidentTargets> = {
  1: { responseMinutes: 1 * hours, resolutionMinutes: 8 * hours },
  2: { responseMinutes: 4 * hours, resolutionMinutes: 1 * days },
  3: { responseMinutes: 8 * hours, resolutionMinutes: 5 * days },
  4: { responseMinutes: 1 * days, resolutionMinutes: 20 * days },
};

/** Whole minutes that have passed, the last one only when it is over. */
export function minutesBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 60_000);
}

/**
 * Was it in time? Null while it still may be: what has not happened yet is late from the moment on at which its time has
 * run out.
 */
export function isWithin(openedAt: Date, happenedAt: Date | null, targetMinutes: number, now: Date): boolean | null {
  const end = openedAt.getTime() + targetMinutes * 60_000;
  if (happenedAt) return happenedAt.getTime() <= end;
  return now.getTime() > end ? false : null;
}

/** Percent of those that are decided that were in time, to 2 places, half up; null where none is decided. */
export function targetRate(outcomes: readonly (boolean | null)[]): Decimal | null {
  const decided = outcomes.filter((outcome) => outcome !== null);
  if (decided.length === 0) return null;
  const inTime = decided.filter((outcome) => outcome).length;
  return round(decimal(100).times(inTime).div(decided.length), 2);
}
