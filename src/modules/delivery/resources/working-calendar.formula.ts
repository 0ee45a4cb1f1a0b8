import { daysBetween, daysInRange, type PlainDate } from '../../../shared/domain/dates';

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

/** Counts days from one to another, both included. */
export type CountDays = (from: PlainDate, to: PlainDate) => number;

/** When people work: the same minutes in every week, less the holidays. */
export interface Calendar {
  /** A weekday that is left out is free. */
  weekdays: readonly { weekday: Weekday; minutes: number }[];
  /** Each day once. */
  holidays: readonly { on: PlainDate }[];
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
  for (const { on } of calendar.holidays) if (from <= on && on <= to) minutes -= ofWeekday[weekdayOf(on)]!;
  return minutes;
}

/** Counts the days on which people work, by however many minutes; asked often, it looks at the holidays once. */
export function workingDays(calendar: Calendar): CountDays {
  const works = weekdays.map((each) =>
    calendar.weekdays.some(({ weekday, minutes }) => weekday === each && minutes > 0),
  );
  const perWeek = works.filter(Boolean).length;
  const free = calendar.holidays
    .map(({ on }) => on)
    .filter((on) => works[weekdayOf(on)])
    .sort();
  const holidaysWhile = (holds: (day: PlainDate) => boolean) => {
    let [low, high] = [0, free.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(free[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (from, to) => {
    if (to < from) return 0;
    const days = daysInRange(from, to);
    const first = weekdayOf(from);
    let counted = Math.floor(days / 7) * perWeek;
    for (let day = 0; day < days % 7; day += 1) if (works[(first + day) % 7]) counted += 1;
    return counted - (holidaysWhile((day) => day <= to) - holidaysWhile((day) => day < from));
  };
}
