import { addDays, addMonths, daysInRange, type PlainDate } from './dates';

/** Days from the first to the last, both included. */
export interface DayRange {
  from: PlainDate;
  to: PlainDate;
}

/** A range of days as the sum of whole months, further days, and minus other days. */
export interface MonthParts {
  /** The first and the last whole month, as `YYYY-MM`; null if no whole month exists. */
  months: { from: string; to: string } | null;
  plus: DayRange[];
  minus: DayRange[];
}

/**
 * How to add up a range of days from sums by month with as few single days as possible: of a month that the range covers
 * in part, either its days in the range are added, or the month is, and its other days are subtracted.
 */
export function monthParts({ from, to }: DayRange): MonthParts {
  const nothing: MonthParts = { months: null, plus: [], minus: [] };
  if (to < from) return nothing;
  const head = range(firstOf(from), addDays(from, -1));
  const tail = range(addDays(to, 1), lastOf(to));
  if (firstOf(from) === firstOf(to)) {
    if (length(head) + length(tail) >= daysInRange(from, to)) return { ...nothing, plus: [{ from, to }] };
    return { months: { from: monthOf(from), to: monthOf(from) }, plus: [], minus: [...head, ...tail] };
  }
  const afterFirst = addMonths(firstOf(from), 1);
  const beforeLast = addDays(firstOf(to), -1);
  const begun = length(head) < daysInRange(from, lastOf(from));
  const ended = length(tail) < daysInRange(firstOf(to), to);
  const first = begun ? firstOf(from) : afterFirst;
  const last = ended ? to : beforeLast;
  return {
    months: first <= last ? { from: monthOf(first), to: monthOf(last) } : null,
    plus: [...(begun ? [] : [{ from, to: lastOf(from) }]), ...(ended ? [] : [{ from: firstOf(to), to }])],
    minus: [...(begun ? head : []), ...(ended ? tail : [])],
  };
}

export const monthOf = (day: PlainDate): string => day.slice(0, 7);

const firstOf = (day: PlainDate): PlainDate => `${monthOf(day)}-01`;
const lastOf = (day: PlainDate): PlainDate => addDays(addMonths(firstOf(day), 1), -1);
const range = (from: PlainDate, to: PlainDate): DayRange[] => (from <= to ? [{ from, to }] : []);
const length = (ranges: DayRange[]): number => ranges.reduce((sum, { from, to }) => sum + daysInRange(from, to), 0);
