import { decimal, type Decimal, round } from '../../../shared/domain/decimal';
import { addDays, addMonths, firstsOfMonths, type PlainDate } from '../../../shared/domain/dates';
import type { Days, Share } from '../projects/allocation.formula';

/**
 * The working time of people on some days, in hundredths of a minute, so that a percentage of a minute is whole.
 * Available + overbooked = allocated + free.
 */
export interface Load {
  available: number;
  allocated: number;
  /** What is not allocated, day by day: a day that is overbooked makes no other day less free. */
  free: number;
  /** What is allocated beyond 100 % of a day. */
  overbooked: number;
}

export const noLoad: Load = { available: 0, allocated: 0, free: 0, overbooked: 0 };

/** One person's load: `minutesOf` counts the available minutes by their calendar, shares are their allocations. */
export function loadOf(
  minutesOf: (from: PlainDate, until: PlainDate) => number,
  shares: readonly Share[],
  within: Days,
): Load {
  // The total changes only where a share begins, or on the day after one ends.
  const changes = shares.flatMap(({ from, until }) => [from, addDays(until, 1)]);
  const starts = [...new Set([within.from, ...changes])]
    .filter((day) => day >= within.from && day <= within.until)
    .sort();
  const loads = starts.map((from, index) => {
    const next = starts[index + 1];
    const minutes = minutesOf(from, next ? addDays(next, -1) : within.until);
    const percent = shares
      .filter((share) => share.from <= from && from <= share.until)
      .reduce((total, share) => total + share.percent, 0);
    return {
      available: minutes * 100,
      allocated: minutes * percent,
      free: minutes * Math.max(0, 100 - percent),
      overbooked: minutes * Math.max(0, percent - 100),
    };
  });
  return sumOfLoads(loads);
}

export function sumOfLoads(loads: readonly Load[]): Load {
  const total = { ...noLoad };
  for (const { available, allocated, free, overbooked } of loads) {
    total.available += available;
    total.allocated += allocated;
    total.free += free;
    total.overbooked += overbooked;
  }
  return total;
}

/** Hundredths of a minute as hours, rounded half up to 2 places. */
export function hoursOf(hundredths: number): string {
  return round(decimal(hundredths).div(6_000), 2).toFixed(2);
}

/** A part of the available time in percent, rounded half up to 2 places once; null where nothing is available. */
export function percentOf(part: number, available: number): Decimal | null {
  return available === 0 ? null : round(decimal(part).times(100).div(available), 2);
}

/** The calendar months that the days touch, each with those of its days that are in the range. */
export function monthsWithin({ from, until }: Days): { month: string; days: Days }[] {
  return firstsOfMonths(from, until).map((first) => {
    const last = addDays(addMonths(first, 1), -1);
    const days = { from: first < from ? from : first, until: last > until ? until : last };
    return { month: first.slice(0, 7), days };
  });
}

/** The days of a range on which at least one of the periods holds, as runs; a null end is for ever. */
export function coveredDays(within: Days, periods: readonly { from: PlainDate; until: PlainDate | null }[]): Days[] {
  const runs: Days[] = [];
  for (const period of [...periods].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const from = period.from > within.from ? period.from : within.from;
    const until = period.until === null || period.until > within.until ? within.until : period.until;
    if (from > until) continue;
    const last = runs.at(-1);
    if (last && from <= addDays(last.until, 1)) last.until = until > last.until ? until : last.until;
    else runs.push({ from, until });
  }
  return runs;
}
