import { decimal, type Decimal, round } from '../../../shared/domain/decimal';
import { addDays, addMonths, daysInRange, firstsOfMonths, type PlainDate } from '../../../shared/domain/dates';
import { monthOf } from '../../../shared/domain/month-parts';
import type { Days, PersonTime, Share } from '../../projects';

/**
 * The working time of people on some days, in hundredths of a minute, so that a percentage of a minute is an integer.
 * Available + overbooked = allocated + free.
 */
export interface Load {
  available: number;
  allocated: number;
  /** Time without allocation, day by day: an overbooked day reduces the free time of no other day. */
  free: number;
  /** Allocation beyond the working time of a day. */
  overbooked: number;
}

export const noLoad: Load = { available: 0, allocated: 0, free: 0, overbooked: 0 };

/**
 * One person's load. `minutesOf` counts the available minutes; `shares` are their allocations, each a percentage of a
 * full-time day; `time` gives the full-time day of a person who works less or irregularly.
 */
export function loadOf(
  minutesOf: (from: PlainDate, until: PlainDate) => number,
  shares: readonly Share[],
  within: Days,
  time: PersonTime | null = null,
): Load {
  // The total changes only at the first day of a share, or on the day after its last.
  const changes = [...shares.flatMap(({ from, until }) => [from, addDays(until, 1)]), ...(time?.changes ?? [])];
  const starts = [...new Set([within.from, ...changes])]
    .filter((day) => day >= within.from && day <= within.until)
    .sort();
  const loads = starts.flatMap((from, index) => {
    const next = starts[index + 1];
    const until = next ? addDays(next, -1) : within.until;
    const percent = shares
      .filter((share) => share.from <= from && from <= share.until)
      .reduce((total, share) => total + share.percent, 0);
    if (time) return weekdaysOf({ from, until }, time, percent);
    const minutes = minutesOf(from, until);
    return [loadOfDay(minutes, minutes, percent)];
  });
  return sumOfLoads(loads);
}

const loadOfDay = (part: number, whole: number, percent: number): Load => ({
  available: part * 100,
  allocated: whole * percent,
  free: Math.max(0, part * 100 - whole * percent),
  overbooked: Math.max(0, whole * percent - part * 100),
});

/** For days on which all weeks are alike: each weekday once, with its number of occurrences. */
function weekdaysOf({ from, until }: Days, time: PersonTime, percent: number): Load[] {
  const days = daysInRange(from, until);
  return Array.from({ length: Math.min(7, days) }, (_, offset) => {
    const { part, whole } = time.on(addDays(from, offset));
    const times = Math.floor((days - 1 - offset) / 7) + 1;
    return loadOfDay(part * times, whole * times, percent);
  });
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

/** Hundredths of a minute as hours, rounded half up to 2 decimals. */
export function hoursOf(hundredths: number): string {
  return round(decimal(hundredths).div(6_000), 2).toFixed(2);
}

/** A part of the available time in percent, rounded half up to 2 decimals once; null if no time is available. */
export function percentOf(part: number, available: number): Decimal | null {
  return available === 0 ? null : round(decimal(part).times(100).div(available), 2);
}

/** The calendar months that the days overlap, each with its days in the range. */
export function monthsWithin({ from, until }: Days): { month: string; days: Days }[] {
  return firstsOfMonths(from, until).map((first) => {
    const last = addDays(addMonths(first, 1), -1);
    const days = { from: first < from ? from : first, until: last > until ? until : last };
    return { month: monthOf(first), days };
  });
}

/** The days of a range that lie in at least one of the periods, as runs; a null end is open. */
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
