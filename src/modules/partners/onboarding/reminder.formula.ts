import { daysBetween, type PlainDate } from '../../../shared/domain/dates';

/**
 * Which reminder is to be given today of something that is due on a day: the latest of those whose time has come, by the
 * days before the due day at which they are given (negative after it). Null where there is none that was not given yet: one
 * that was missed is made up for by the next, never by two at once.
 */
export function reminderDue(
  dueOn: PlainDate,
  today: PlainDate,
  daysBefore: readonly number[],
  given: number | null,
): number | null {
  const left = daysBetween(today, dueOn);
  const come = daysBefore.filter((days) => left <= days);
  if (come.length === 0) return null;
  const latest = Math.min(...come);
  return given === null || latest < given ? latest : null;
}
