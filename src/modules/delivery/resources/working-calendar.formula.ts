import { addDays, daysBetween, daysInRange, type PlainDate } from '../../../shared/domain/dates';

export enum Weekday {
  MONDAY = 'MONDAY',
  TUESDAY = 'TUESDAY',
  WEDNESDAY = 'WEDNESDAY',
  THURSDAY = 'THURSDAY',
  FRIDAY = 'FRIDAY',
  SATURDAY = 'SATURDAY',
  SUNDAY = 'SUNDAY',
}

const weekdays = Object.values(Weekday);

/** Counts something of the days from one to another, both included. */
export type CountDays = (from: PlainDate, to: PlainDate) => number;

/** When people work: the same minutes in every week, less the holidays, of which some are half days. */
export interface Calendar {
  /** A weekday that is left out is free. */
  weekdays: readonly { weekday: Weekday; minutes: number }[];
  /** Each day once. */
  holidays: readonly { on: PlainDate; half?: boolean }[];
}

/** Where no calendar is set: eight hours from Monday to Friday, no holidays. */
export const builtInCalendar: Calendar = {
  weekdays: weekdays.slice(0, 5).map((weekday) => ({ weekday, minutes: 8 * 60 })),
  holidays: [],
};

const aMonday = '1970-01-05';

/** From 0 for a Monday. */
function weekdayOf(day: PlainDate): number {
  return ((daysBetween(aMonday, day) % 7) + 7) % 7;
}

/** The minutes of working time from one day to another, both included; 0 where the first is after the last. */
export function availableMinutes(calendar: Calendar, from: PlainDate, to: PlainDate): number {
  if (to < from) return 0;
  const ofWeekday = weekdays.map((each) => calendar.weekdays.find(({ weekday }) => weekday === each)?.minutes ?? 0);
  const days = daysInRange(from, to);
  const first = weekdayOf(from);
  let minutes = Math.floor(days / 7) * ofWeekday.reduce((total, each) => total + each, 0);
  for (let day = 0; day < days % 7; day += 1) minutes += ofWeekday[(first + day) % 7]!;
  for (const { on, half = false } of calendar.holidays) {
    if (from <= on && on <= to) minutes -= off(ofWeekday[weekdayOf(on)]!, half);
  }
  return minutes;
}

/** The minutes of a day that are off, or half of them, rounded up. */
const off = (minutes: number, half: boolean) => (half ? Math.ceil(minutes / 2) : minutes);

/**
 * Counts the days on which people work, by however many minutes; a half holiday is half a day. Asked often, it looks at the
 * holidays once.
 */
export function workingDays(calendar: Calendar): CountDays {
  const works = weekdays.map((each) =>
    calendar.weekdays.some(({ weekday, minutes }) => weekday === each && minutes > 0),
  );
  const perWeek = works.filter(Boolean).length;
  const holidays = calendar.holidays
    .filter(({ on }) => works[weekdayOf(on)])
    .sort((one, other) => (one.on < other.on ? -1 : 1));
  const free = holidays.map(({ on }) => on);
  // How much is free on the holidays before each one; halves are exact.
  const freeBefore = [0];
  for (const { half = false } of holidays) freeBefore.push(freeBefore.at(-1)! + (half ? 0.5 : 1));
  const freeWhile = (holds: (day: PlainDate) => boolean) => {
    let [low, high] = [0, free.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(free[middle]!)) low = middle + 1;
      else high = middle;
    }
    return freeBefore[low]!;
  };
  return (from, to) => {
    if (to < from) return 0;
    const days = daysInRange(from, to);
    const first = weekdayOf(from);
    let counted = Math.floor(days / 7) * perWeek;
    for (let day = 0; day < days % 7; day += 1) if (works[(first + day) % 7]) counted += 1;
    return counted - (freeWhile((day) => day <= to) - freeWhile((day) => day < from));
  };
}

/** Something that holds from a day on, until the next one. */
export interface From<T> {
  from: PlainDate;
  value: T;
}

/** What holds on a day: the last one that has begun by then. In order; null before the first. */
export function valueOn<T>(values: readonly From<T>[], on: PlainDate): T | null {
  return values.findLast(({ from }) => from <= on)?.value ?? null;
}

/** Counts the days of each stretch by what holds then, and those before the first one by `before`. In order. */
export function overTime(counters: readonly From<CountDays>[], before: CountDays): CountDays {
  if (counters.length === 0) return before;
  const stretches = [{ from: '', value: before }, ...counters];
  return (from, to) =>
    stretches.reduce((total, { from: begins, value }, index) => {
      const next = stretches[index + 1]?.from;
      if (to < begins || (next !== undefined && next <= from)) return total;
      const until = next !== undefined && next <= to ? addDays(next, -1) : to;
      return total + value(begins > from ? begins : from, until);
    }, 0);
}

/** A leave of one person: all of its days, or half of each. */
export interface TimeOff {
  startsOn: PlainDate;
  endsOn: PlainDate;
  half: boolean;
}

/** The minutes that are left beside leave; two halves of a day are all of it. Only days of the range are looked at. */
export function lessLeave(
  minutesOf: CountDays,
  leave: readonly TimeOff[],
  within: { from: PlainDate; until: PlainDate },
): CountDays {
  const halves = new Map<PlainDate, number>();
  for (const { startsOn, endsOn, half } of leave) {
    const last = endsOn < within.until ? endsOn : within.until;
    let day = startsOn > within.from ? startsOn : within.from;
    for (; day <= last; day = addDays(day, 1)) halves.set(day, (halves.get(day) ?? 0) + (half ? 1 : 2));
  }
  if (halves.size === 0) return minutesOf;
  const days = [...halves].map(([day, many]) => ({ day, minutes: off(minutesOf(day, day), many < 2) }));
  return (from, to) =>
    days.reduce((left, { day, minutes }) => (from <= day && day <= to ? left - minutes : left), minutesOf(from, to));
}
