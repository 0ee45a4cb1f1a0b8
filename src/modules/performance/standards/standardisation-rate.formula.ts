import { addDays, addMonths, daysInRange, monthsTouched, type PlainDate } from '../../../shared/domain/dates';
import type { DayRange } from '../../../shared/domain/month-parts';
import { decimal, type Decimal, round } from '../../../shared/domain/decimal';

export type Period = DayRange;

/** The approved time of one subject in one period. */
export interface ApprovedTime {
  minutes: number;
  standardMinutes: number;
  entries: number;
}

export enum RateGap {
  NO_HOURS = 'NO_HOURS',
}

/** Hours and percent with 2 decimals, rounded half up, and only at the end. */
export interface Rate {
  standardHours: Decimal;
  allHours: Decimal;
  rate: Decimal | null;
  gap: RateGap | null;
  previousRate: Decimal | null;
  /** In percentage points; null if either rate is. */
  change: Decimal | null;
  sampleSize: number;
}

export const noTime: ApprovedTime = { minutes: 0, standardMinutes: 0, entries: 0 };

/** The share of standard work in all work, and its change since the period before. */
export function rateOf(current: ApprovedTime, previous: ApprovedTime): Rate {
  const [now, before] = [shareOf(current), shareOf(previous)];
  const rounded = (value: Decimal | null) => value && round(value, 2);
  return {
    standardHours: round(decimal(current.standardMinutes).div(60), 2),
    allHours: round(decimal(current.minutes).div(60), 2),
    rate: rounded(now),
    gap: now ? null : RateGap.NO_HOURS,
    previousRate: rounded(before),
    change: rounded(now && before && now.minus(before)),
    sampleSize: current.entries,
  };
}

function shareOf({ minutes, standardMinutes }: ApprovedTime): Decimal | null {
  return minutes > 0 ? decimal(standardMinutes).times(100).div(minutes) : null;
}

export function added(left: ApprovedTime, right: ApprovedTime): ApprovedTime {
  return {
    minutes: left.minutes + right.minutes,
    standardMinutes: left.standardMinutes + right.standardMinutes,
    entries: left.entries + right.entries,
  };
}

export function minus(left: ApprovedTime, right: ApprovedTime): ApprovedTime {
  return {
    minutes: left.minutes - right.minutes,
    standardMinutes: left.standardMinutes - right.standardMinutes,
    entries: left.entries - right.entries,
  };
}

/** The period of equal length that ends the day before. */
export function periodBefore({ from, to }: Period): Period {
  return { from: addDays(from, -daysInRange(from, to)), to: addDays(from, -1) };
}

/** The whole calendar quarter that contains a day. */
export function quarterOf(day: PlainDate): Period {
  const month = Number(day.slice(5, 7));
  const first = String(month - ((month - 1) % 3)).padStart(2, '0');
  const from = `${day.slice(0, 4)}-${first}-01`;
  return { from, to: addDays(addMonths(from, 3), -1) };
}

/** Every whole calendar quarter that overlaps the period, in order. */
export function quartersIn({ from, to }: Period): Period[] {
  const first = quarterOf(from).from;
  const count = Math.ceil(monthsTouched(first, to) / 3);
  return Array.from({ length: Math.max(0, count) }, (_, index) => quarterOf(addMonths(first, 3 * index)));
}

/** For example `2026-Q1`. */
export function nameOfQuarter({ from }: Period): string {
  return `${from.slice(0, 4)}-Q${(Number(from.slice(5, 7)) + 2) / 3}`;
}
