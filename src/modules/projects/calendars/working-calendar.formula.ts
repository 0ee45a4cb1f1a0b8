import { addDays, daysBetween, daysInRange, type PlainDate } from '../../../shared/domain/dates';
import type { PersonTime } from './person-time.formula';

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

/** Counts a quantity over the days from one to another, both included. */
export type CountDays = (from: PlainDate, to: PlainDate) => number;

/** Working time: the same minutes in every week, less holidays and half holidays. */
export interface Calendar {
  /** A weekday that is left out is free. */
  weekdays: readonly { weekday: Weekday; minutes: number }[];
  /** Each day once. */
  holidays: readonly { on: PlainDate; half?: boolean }[];
}

/** Used if no calendar is set: eight hours from Monday to Friday, no holidays. */
export const builtInCalendar: Calendar = {
  weekdays: weekdays.slice(0, 5).map((weekday) => ({ weekday, minutes: 8 * 60 })),
  holidays: [],
};

const aMonday = '1970-01-05';

/** 0 for Monday. */
function weekdayOf(day: PlainDate): number {
  return ((daysBetween(aMonday, day) % 7) + 7) % 7;
}

/** The minutes of working time from one day to another, both included; 0 if the range is empty. */
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

/** The minutes that a holiday takes from a day; half of them, rounded up, for a half holiday. */
const off = (minutes: number, half: boolean) => (half ? Math.ceil(minutes / 2) : minutes);

/**
 * Counts working days, regardless of their minutes; a half holiday is half a day. Holidays are prepared once for
 * repeated calls.
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
  // The free days up to each holiday; halves are exact.
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

/** A value that applies from a day on, until the next one. */
export interface From<T> {
  from: PlainDate;
  value: T;
}

/** The value that applies on a day: the last one that has begun. `values` is ordered; null before the first. */
export function valueOn<T>(values: readonly From<T>[], on: PlainDate): T | null {
  return values.findLast(({ from }) => from <= on)?.value ?? null;
}

/**
 * Counts the days of each stretch with its own counter, and those before the first with `before`. `counters` is
 * ordered.
 */
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

/** The content of a calendar from a day on. */
export interface CalendarContent extends Calendar {
  from: PlainDate;
}

/** A period in which a calendar is the default; a null end is open. */
export interface DefaultPeriod {
  from: PlainDate;
  until: PlainDate | null;
}

/** A calendar with its contents and its periods as the default, in order. */
export interface CalendarOverTime {
  contents: readonly CalendarContent[];
  defaultPeriods: readonly DefaultPeriod[];
}

/** Before every day for which a calendar is used. */
export const always: PlainDate = '1900-01-01';

/** The contents of a calendar after a replacement from a day on; earlier days stay as they were. */
export function replacedFrom(contents: readonly CalendarContent[], next: Calendar, from: PlainDate): CalendarContent[] {
  const kept = contents.filter((content) => content.from < from);
  return kept.length > 0 ? [...kept, { ...next, from }] : [{ ...next, from: always }];
}

/** Counts days, each by the content of the calendar that applies to it. */
export function countOver(contents: readonly CalendarContent[], countBy: (calendar: Calendar) => CountDays): CountDays {
  const counters = contents.map((content) => ({ from: content.from, value: countBy(content) }));
  return overTime(counters, countBy(builtInCalendar));
}

/** The sequence of default calendars; the built-in one before, between and after them. */
export function defaultsOver<T>(
  calendars: readonly CalendarOverTime[],
  valueOf: (calendar: CalendarOverTime) => T,
  builtIn: T,
): From<T>[] {
  const periods = calendars
    .flatMap((calendar) => calendar.defaultPeriods.map((period) => ({ ...period, value: valueOf(calendar) })))
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  return periods.flatMap(({ from, until, value }, index): From<T>[] => {
    const next = periods[index + 1]?.from;
    const isGap = until !== null && (next === undefined || addDays(until, 1) < next);
    return [{ from, value }, ...(isGap ? [{ from: addDays(until, 1), value: builtIn }] : [])];
  });
}

/** A person's leave: all of its days, or half of each. */
export interface TimeOff {
  startsOn: PlainDate;
  endsOn: PlainDate;
  half: boolean;
}

/** The minutes that remain after leave, of which each day counts once. Only days in the range are considered. */
export function lessLeave(
  minutesOf: CountDays,
  leave: readonly TimeOff[],
  within: { from: PlainDate; until: PlainDate },
): CountDays {
  const halves = halvesOff(leave, within);
  if (halves.size === 0) return minutesOf;
  const days = [...halves].map(([day, many]) => ({ day, minutes: off(minutesOf(day, day), many < 2) }));
  return (from, to) =>
    days.reduce((left, { day, minutes }) => (from <= day && day <= to ? left - minutes : left), minutesOf(from, to));
}

/** The halves of each day that are leave. On a day with several leaves, the longest one counts. */
function halvesOff(leave: readonly TimeOff[], within: { from: PlainDate; until: PlainDate }): Map<PlainDate, number> {
  const halves = new Map<PlainDate, number>();
  for (const { startsOn, endsOn, half } of leave) {
    const last = endsOn < within.until ? endsOn : within.until;
    let day = startsOn > within.from ? startsOn : within.from;
    for (; day <= last; day = addDays(day, 1)) halves.set(day, half ? (halves.get(day) ?? 1) : 2);
  }
  return halves;
}

/** A person's calendars, each from a day on and null for the default, and their leave. */
export interface PersonCalendars {
  own: readonly From<CalendarOverTime | null>[];
  leave: readonly TimeOff[];
}

/** The built-in calendar, which applies to all days. */
export const builtInOverTime: CalendarOverTime = {
  contents: [{ ...builtInCalendar, from: always }],
  defaultPeriods: [],
};

/**
 * How much of a full-time day a person works, in minutes. A full-time day is that of the default calendar, by weekday;
 * for a person who works as many minutes a week on other days, it is one of their own. On a holiday of either calendar
 * the full-time day is 0, on a half holiday half.
 */
export function timeOf(
  { own, leave }: PersonCalendars,
  defaults: readonly From<CalendarOverTime>[],
  within: { from: PlainDate; until: PlainDate },
): PersonTime {
  const halvesOn = halvesOff(leave, within);
  const defaultOn = (day: PlainDate) => valueOn(defaults, day) ?? builtInOverTime;
  const contentOn = ({ contents }: CalendarOverTime, day: PlainDate): Calendar =>
    contents.findLast(({ from }) => from <= day) ?? builtInCalendar;
  const contents = [...own, ...defaults].flatMap(({ value }) => value?.contents ?? []);
  const single = contents.flatMap(({ holidays }) => holidays.map(({ on }) => ({ from: on, until: on })));
  const leaves = leave.map(({ startsOn, endsOn }) => ({ from: startsOn, until: endsOn }));
  return {
    changes: [
      ...[...own, ...defaults, ...contents].map(({ from }) => from),
      ...[...single, ...leaves].flatMap(({ from, until }) => [from, addDays(until, 1)]),
    ],
    on: (day) => {
      const everybodys = contentOn(defaultOn(day), day);
      const mine = contentOn(valueOn(own, day) ?? defaultOn(day), day);
      const fullTime = minutesPerWeek(mine) === minutesPerWeek(everybodys) ? mine : everybodys;
      const free = Math.max(halvesFree(mine, day), halvesFree(fullTime, day));
      const works = less(minutesOfWeekday(mine, day), halvesFree(mine, day));
      return { part: less(works, halvesOn.get(day) ?? 0), whole: less(minutesOfWeekday(fullTime, day), free) };
    },
  };
}

function minutesOfWeekday(calendar: Calendar, day: PlainDate): number {
  const name = weekdays[weekdayOf(day)];
  return calendar.weekdays.find(({ weekday }) => weekday === name)?.minutes ?? 0;
}

const minutesPerWeek = (calendar: Calendar) => calendar.weekdays.reduce((total, { minutes }) => total + minutes, 0);

/** The halves of the day that are a holiday. */
function halvesFree(calendar: Calendar, day: PlainDate): number {
  const holiday = calendar.holidays.find(({ on }) => on === day);
  return holiday ? (holiday.half ? 1 : 2) : 0;
}

/** The minutes of a day that remain without some of its halves. */
const less = (minutes: number, halves: number) => (halves === 0 ? minutes : minutes - off(minutes, halves === 1));
