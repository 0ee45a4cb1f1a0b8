import type { Clock } from './clock';
import { dayIn, type PlainDate, utc } from './dates';
import { InvalidInputError } from './errors';

/*
 * Which day it is. It depends on who asks:
 *
 * - What the calendar alone decides (what has expired, what is overdue, what a job does), and a day that nobody may name, go by
 *   the installation's day: `clock.today()`. A day ends when it ends there.
 * - A day that a person may name and leaves out is the day where they sit: `todayOf`.
 * - A day that they name is in the future or in the past only where it is so everywhere on earth: `requireBegun`, `requireNotOver`.
 */

/** East of Greenwich a day begins up to 14 hours earlier than in UTC, west of it up to 12 hours later. */
const eastHours = 14;
const westHours = 12;

interface Asking {
  clock: Clock;
  viewer: { timeZone?: string | null };
}

/** The day that it is for a person: in their own time zone, or in the installation's where they have set none. */
export function todayOf({ clock, viewer }: Asking): PlainDate {
  return dayIn(viewer.timeZone ?? clock.timeZone, clock.now());
}

/** The latest day that has begun anywhere on earth: what is recorded as happened is not after it. */
export function latestDay(clock: Clock): PlainDate {
  return dayIn(utc, new Date(clock.now().getTime() + eastHours * 3_600_000));
}

/** The earliest day that is not over everywhere on earth: what is still to be done is not before it. */
export function earliestDay(clock: Clock): PlainDate {
  return dayIn(utc, new Date(clock.now().getTime() - westHours * 3_600_000));
}

/** Refuses a day that has begun nowhere yet. */
export function requireBegun(
  clock: Clock,
  day: PlainDate,
  field: string[],
  message = 'This day is in the future.',
): void {
  if (day > latestDay(clock)) throw new InvalidInputError(message, field);
}

/** Refuses a day that is over everywhere. */
export function requireNotOver(clock: Clock, day: PlainDate, field: string[], message = 'This day is over.'): void {
  if (day < earliestDay(clock)) throw new InvalidInputError(message, field);
}
