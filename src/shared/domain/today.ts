import type { Clock } from './clock';
import { dayIn, type PlainDate, utc } from './dates';
import { InvalidInputError } from './errors';

/*
 * Which day is today. It depends on who asks:
 *
 * - Expiry, due dates, jobs, and days that no input names use the installation's time zone: `clock.today()`.
 * - A day that a person may enter but leaves out is today in their own time zone: `todayOf`.
 * - A day that a person enters counts as future or past only if it is so everywhere on earth: `requireBegun`,
 *   `requireNotOver`.
 */

/** East of Greenwich, a day begins up to 14 hours earlier than in UTC; west of it, up to 12 hours later. */
const eastHours = 14;
const westHours = 12;

interface Asking {
  clock: Clock;
  viewer: { timeZone?: string | null };
}

/** Today's date for a person: in their own time zone, or in the installation's if they have set none. */
export function todayOf({ clock, viewer }: Asking): PlainDate {
  return dayIn(viewer.timeZone ?? clock.timeZone, clock.now());
}

/** The latest date that has begun anywhere on earth: an event cannot be recorded for a later day. */
export function latestDay(clock: Clock): PlainDate {
  return dayIn(utc, new Date(clock.now().getTime() + eastHours * 3_600_000));
}

/** The earliest date that is not over everywhere on earth: nothing can be planned for an earlier day. */
export function earliestDay(clock: Clock): PlainDate {
  return dayIn(utc, new Date(clock.now().getTime() - westHours * 3_600_000));
}

/** Refuses a day that has not begun anywhere. */
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
