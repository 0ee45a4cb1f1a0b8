import { Temporal } from 'temporal-polyfill';

/** A calendar day as `YYYY-MM-DD`, without a time or a zone; compares and sorts as text. */
export type PlainDate = string;

/** The text as a plain date, or null where there is no such day (2026-02-30) or no such form. */
export function parsePlainDate(text: string): PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** The UTC day of a moment. */
export function plainDateOf(moment: Date): PlainDate {
  return moment.toISOString().slice(0, 10);
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Adds calendar months; the day is clamped to the month's end (31 January + 1 month = 28 or 29 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  return Temporal.PlainDate.from(date).add({ months }, { overflow: 'constrain' }).toString();
}

/** Whole days from one date to the other; negative where `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  // Days in UTC are all of one length; this is forty times quicker than Temporal, and formulas count days a lot.
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** Both ends included: 1 for a range of a single day. */
export function daysInRange(from: PlainDate, to: PlainDate): number {
  return daysBetween(from, to) + 1;
}

/** The Monday of the date's ISO week. */
export function weekStart(date: PlainDate): PlainDate {
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** Do two ranges, both ends included, share a day? A null end is open. */
export function overlap(aFrom: PlainDate, aTo: PlainDate | null, bFrom: PlainDate, bTo: PlainDate | null): boolean {
  return (aTo === null || bFrom <= aTo) && (bTo === null || aFrom <= bTo);
}
