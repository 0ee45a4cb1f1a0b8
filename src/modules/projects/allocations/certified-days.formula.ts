import { addDays, type PlainDate } from '../../../shared/domain/dates';
import type { Days } from '../calendars/person-time.formula';

/** The days of a range, from a given day on, that lie in none of the periods, as runs; a null end is open. */
export function uncoveredDays(
  within: Days,
  from: PlainDate,
  periods: readonly { from: PlainDate; until: PlainDate | null }[],
): Days[] {
  const gaps: Days[] = [];
  let day = from > within.from ? from : within.from;
  for (const period of [...periods].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    if (day > within.until) return gaps;
    if (period.from > within.until) break;
    if (period.from > day) gaps.push({ from: day, until: addDays(period.from, -1) });
    if (period.until === null) return gaps;
    if (period.until >= day) day = addDays(period.until, 1);
  }
  if (day <= within.until) gaps.push({ from: day, until: within.until });
  return gaps;
}
