import { daysBetween, type PlainDate } from '../../../shared/domain/dates';

/**
 * The reminder to give today for a due date: the latest whose time has come, as days before the due date (negative
 * after it). Null if all such reminders were given. A missed reminder is covered by the next one, so that two are never
 * given together.
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
