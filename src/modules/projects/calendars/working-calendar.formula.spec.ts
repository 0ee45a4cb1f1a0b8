import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysInRange, type PlainDate } from '../../../shared/domain/dates';
import {
  always,
  availableMinutes,
  builtInCalendar,
  type Calendar,
  type CalendarOverTime,
  type CountDays,
  countOver,
  defaultsOver,
  type From,
  lessLeave,
  overTime,
  replacedFrom,
  type TimeOff,
  timeOf,
  valueOn,
  Weekday,
  workingDays,
} from './working-calendar.formula';

const day = 8 * 60;
const closedOn = (...days: PlainDate[]): Calendar => ({ ...builtInCalendar, holidays: days.map((on) => ({ on })) });

describe('the available minutes', () => {
  it.each([
    ['a Monday', '2026-03-02', '2026-03-02', 1],
    ['a weekend', '2026-03-07', '2026-03-08', 0],
    ['a week', '2026-03-02', '2026-03-08', 5],
    ['a week from a Thursday', '2026-03-05', '2026-03-11', 5],
    ['February of a year that is no leap year', '2026-02-01', '2026-02-28', 20],
    ['February of a leap year', '2028-02-01', '2028-02-29', 21],
    ['the leap day, a Tuesday', '2028-02-29', '2028-02-29', 1],
    ['the year 2026', '2026-01-01', '2026-12-31', 261],
    ['the leap year 2028', '2028-01-01', '2028-12-31', 260],
    ['days before the reckoning begins', '1969-12-29', '1970-01-04', 5],
    ['no day', '2026-03-03', '2026-03-02', 0],
  ])('of %s', (_what, from, to, days) => {
    expect(availableMinutes(builtInCalendar, from, to)).toBe(days * day);
  });

  it('exclude the holidays, unless they are on a day that is free anyway', () => {
    expect(availableMinutes(closedOn('2026-03-03'), '2026-03-02', '2026-03-08')).toBe(4 * day);
    expect(availableMinutes(closedOn('2026-03-07'), '2026-03-02', '2026-03-08')).toBe(5 * day);
    expect(availableMinutes(closedOn('2026-03-01', '2026-03-09'), '2026-03-02', '2026-03-08')).toBe(5 * day);
  });

  it('are those of each weekday, if they differ', () => {
    const calendar: Calendar = {
      weekdays: [
        { weekday: Weekday.FRIDAY, minutes: 300 },
        { weekday: Weekday.SUNDAY, minutes: 90 },
      ],
      holidays: [{ on: '2026-03-13' }],
    };
    expect(availableMinutes(calendar, '2026-03-06', '2026-03-15')).toBe(300 + 90 + 90);
  });

  const date = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2026-01-01', days));
  const calendars = fc.record({
    weekdays: fc.uniqueArray(
      fc.record({ weekday: fc.constantFrom(...Object.values(Weekday)), minutes: fc.integer({ min: 0, max: 1_440 }) }),
      { selector: ({ weekday }) => weekday },
    ),
    holidays: fc.uniqueArray(fc.record({ on: date }), { selector: ({ on }) => on, maxLength: 60 }),
  });

  it('of adjacent ranges add up', () => {
    const length = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(calendars, date, length, length, (calendar, from, one, other) => {
        const middle = addDays(from, one);
        const to = addDays(middle, other);
        expect(availableMinutes(calendar, from, to)).toBe(
          availableMinutes(calendar, from, middle) + availableMinutes(calendar, addDays(middle, 1), to),
        );
      }),
    );
  });

  it('above 0 make a working day', () => {
    fc.assert(
      fc.property(calendars, date, fc.integer({ min: -1, max: 60 }), (calendar, from, length) => {
        const days = Array.from({ length: length + 1 }, (_, offset) => addDays(from, offset));
        const expected = days.filter((on) => availableMinutes(calendar, on, on) > 0).length;
        expect(workingDays(calendar)(from, addDays(from, length))).toBe(expected);
      }),
    );
  });

  it('of a single day are those of its weekday, or 0', () => {
    fc.assert(
      fc.property(calendars, date, (calendar, on) => {
        const name = new Date(on).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' }).toUpperCase();
        const free = calendar.holidays.some((holiday) => holiday.on === on);
        const minutes = calendar.weekdays.find(({ weekday }) => String(weekday) === name)?.minutes ?? 0;
        expect(availableMinutes(calendar, on, on)).toBe(free ? 0 : minutes);
      }),
    );
  });
});

const date = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days));
const range = fc
  .tuple(date, fc.integer({ min: 0, max: 60 }))
  .map(([from, length]) => ({ from, until: addDays(from, length) }));
/** A calendar with the same minutes from Monday to Friday. */
const week = (minutes: number, ...holidays: Calendar['holidays']): Calendar => ({
  weekdays: builtInCalendar.weekdays.map(({ weekday }) => ({ weekday, minutes })),
  holidays,
});
const minutesBy =
  (calendar: Calendar): CountDays =>
  (from, to) =>
    availableMinutes(calendar, from, to);

describe('a half holiday', () => {
  const christmasEve = { on: '2026-12-24', half: true };

  it('is half of the minutes of its day, rounded down, and half a working day', () => {
    expect(availableMinutes(week(480, christmasEve), '2026-12-21', '2026-12-27')).toBe(4 * 480 + 240);
    expect(availableMinutes(week(455, christmasEve), '2026-12-24', '2026-12-24')).toBe(227);
    expect(workingDays(week(480, christmasEve))('2026-12-21', '2026-12-27')).toBe(4.5);
  });

  it('takes nothing from a day that is free anyway', () => {
    const saturday = { on: '2026-12-26', half: true };
    expect(availableMinutes(week(480, saturday), '2026-12-21', '2026-12-27')).toBe(5 * 480);
    expect(workingDays(week(480, saturday))('2026-12-21', '2026-12-27')).toBe(5);
  });
});

describe('overTime', () => {
  const constant =
    (minutes: number): CountDays =>
    (from, to) =>
      to < from ? 0 : daysInRange(from, to) * minutes;

  it('counts each day by the content that applies to it', () => {
    const counters = [
      { from: '2026-03-03', value: constant(10) },
      { from: '2026-03-05', value: constant(100) },
    ];
    const count = overTime(counters, constant(1));
    expect(count('2026-03-01', '2026-03-06')).toBe(1 + 1 + 10 + 10 + 100 + 100);
    expect(count('2026-03-03', '2026-03-03')).toBe(10);
    expect(count('2026-03-01', '2026-03-02')).toBe(2);
    expect(count('2026-03-04', '2026-03-03')).toBe(0);
    expect(overTime([], constant(1))('2026-03-01', '2026-03-31')).toBe(31);
  });

  it('is the sum of its days', () => {
    const counters = fc
      .uniqueArray(fc.tuple(date, fc.nat(480)), { selector: ([from]) => from, maxLength: 5 })
      .map((all) => all.sort().map(([from, minutes]): From<CountDays> => ({ from, value: constant(minutes) })));
    fc.assert(
      fc.property(counters, range, (given, { from, until }) => {
        const count = overTime(given, constant(7));
        let sum = 0;
        for (let day = from; day <= until; day = addDays(day, 1)) sum += (valueOn(given, day) ?? constant(7))(day, day);
        expect(count(from, until)).toBe(sum);
      }),
    );
  });
});

describe('lessLeave', () => {
  const within = { from: '2026-03-02', until: '2026-03-13' };
  const left = (...leave: TimeOff[]) => lessLeave(minutesBy(week(480)), leave, within);

  it('takes whole days and halves, and no day twice', () => {
    const whole = { startsOn: '2026-03-03', endsOn: '2026-03-04', half: false };
    const half = { startsOn: '2026-03-04', endsOn: '2026-03-06', half: true };
    expect(left(whole)('2026-03-02', '2026-03-08')).toBe(3 * 480);
    expect(left(half)('2026-03-02', '2026-03-08')).toBe(2 * 480 + 3 * 240);
    expect(left(half, half)('2026-03-02', '2026-03-08')).toBe(2 * 480 + 3 * 240);
    expect(left(whole, half, whole)('2026-03-02', '2026-03-08')).toBe(480 + 2 * 240);
  });

  it('takes nothing from free days, and considers only the range', () => {
    const long = { startsOn: '2025-01-01', endsOn: '2027-12-31', half: false };
    expect(left({ startsOn: '2026-03-07', endsOn: '2026-03-08', half: false })('2026-03-02', '2026-03-08')).toBe(
      5 * 480,
    );
    expect(left(long)(within.from, within.until)).toBe(0);
  });

  it('never adds minutes, and never goes below zero', () => {
    const leave = range.chain(({ from, until }) =>
      fc.boolean().map((half) => ({ startsOn: from, endsOn: until, half })),
    );
    fc.assert(
      fc.property(fc.array(leave, { maxLength: 4 }), range, (given, days) => {
        const minutes = lessLeave(minutesBy(week(455)), given, days)(days.from, days.until);
        expect(minutes).toBeGreaterThanOrEqual(0);
        expect(minutes).toBeLessThanOrEqual(availableMinutes(week(455), days.from, days.until));
      }),
    );
  });
});

describe('the working time of a person', () => {
  const within = { from: '2026-01-01', until: '2026-12-31' };
  const over = (calendar: Calendar, from: PlainDate | null = null): CalendarOverTime => ({
    contents: [{ ...calendar, from: always }],
    defaultPeriods: from ? [{ from, until: null }] : [],
  });

  it.each<[string, { part: number; whole: number }, PlainDate]>([
    ['all of the day before', { part: 480, whole: 480 }, '2026-06-30'],
    ['half of it by a calendar of 4 hours', { part: 240, whole: 480 }, '2026-07-01'],
    ['nothing on leave', { part: 0, whole: 480 }, '2026-07-06'],
    ['a quarter on half a day of leave', { part: 120, whole: 480 }, '2026-07-07'],
    ['as everybody on a Sunday', { part: 0, whole: 0 }, '2026-07-05'],
    ['nobody’s time on a holiday of the default', { part: 240, whole: 0 }, '2026-08-03'],
    ['nobody’s time on a holiday of their own', { part: 0, whole: 0 }, '2026-08-04'],
    ['half of half a day on a half holiday of their own', { part: 120, whole: 240 }, '2026-08-05'],
    ['all of what is asked on a half holiday of the default', { part: 240, whole: 240 }, '2026-08-06'],
  ])('is %s', (_what, expected, day) => {
    const holidays = [{ on: '2026-08-04' }, { on: '2026-08-05', half: true }];
    const own = [{ from: '2026-07-01', value: over(week(240, ...holidays)) }];
    const leave = [
      { startsOn: '2026-07-06', endsOn: '2026-07-06', half: false },
      { startsOn: '2026-07-07', endsOn: '2026-07-07', half: true },
    ];
    const defaults = defaultsOver(
      [over(week(480, { on: '2026-08-03' }, { on: '2026-08-06', half: true }), always)],
      (each) => each,
      over(builtInCalendar),
    );
    expect(timeOf({ own, leave }, defaults, within).on(day)).toEqual(expected);
  });

  it('is a full-time day of their own if they work an equally long week on other days', () => {
    const { SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY } = Weekday;
    const sundays: Calendar = {
      weekdays: [SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY].map((weekday) => ({ weekday, minutes: 480 })),
      holidays: [],
    };
    const { on } = timeOf({ own: [{ from: always, value: over(sundays) }], leave: [] }, [], within);
    expect(on('2026-07-05')).toEqual({ part: 480, whole: 480 });
    expect(on('2026-07-03')).toEqual({ part: 0, whole: 0 });
  });
});

/** A change that applies to a person from a day on. */
type Step = { from: PlainDate } & (
  | { kind: 'EDIT'; calendar: number; minutes: number; holiday: PlainDate }
  | { kind: 'ASSIGN'; calendar: number | null }
  | { kind: 'DEFAULT'; calendar: number }
  | { kind: 'LEAVE'; days: number; half: boolean }
);

interface World {
  calendars: CalendarOverTime[];
  own: From<number | null>[];
  leave: TimeOff[];
}

function take(world: World, step: Step): World {
  const { from } = step;
  if (step.kind === 'LEAVE') {
    const leave = { startsOn: from, endsOn: addDays(from, step.days), half: step.half };
    return { ...world, leave: [...world.leave, leave] };
  }
  if (step.kind === 'ASSIGN') {
    const others = world.own.filter((each) => each.from !== from);
    const own = [...others, { from, value: step.calendar }].sort((one, other) => (one.from < other.from ? -1 : 1));
    return { ...world, own };
  }
  const calendars = world.calendars.map((calendar, index) => {
    if (step.kind === 'EDIT') {
      if (index !== step.calendar) return calendar;
      return { ...calendar, contents: replacedFrom(calendar.contents, week(step.minutes, { on: step.holiday }), from) };
    }
    const ended = calendar.defaultPeriods
      .filter((period) => period.from < from)
      .map((period) => ({
        from: period.from,
        until: period.until === null || period.until >= from ? addDays(from, -1) : period.until,
      }));
    return { ...calendar, defaultPeriods: index === step.calendar ? [...ended, { from, until: null }] : ended };
  });
  return { ...world, calendars };
}

function figuresOf({ calendars, own, leave }: World, within: { from: PlainDate; until: PlainDate }) {
  const builtIn = minutesBy(builtInCalendar);
  const byContent = (each: CalendarOverTime) => countOver(each.contents, minutesBy);
  const ofDefault = overTime(defaultsOver(calendars, byContent, builtIn), builtIn);
  const theirs = own.map(({ from, value }) => ({
    from,
    value: value === null ? ofDefault : byContent(calendars[value]!),
  }));
  const minutes = lessLeave(overTime(theirs, ofDefault), leave, within);
  const planned = overTime(
    defaultsOver(calendars, (each) => countOver(each.contents, workingDays), workingDays(builtInCalendar)),
    workingDays(builtInCalendar),
  );
  const time = timeOf(
    { own: own.map(({ from, value }) => ({ from, value: value === null ? null : calendars[value]! })), leave },
    defaultsOver<CalendarOverTime>(calendars, (each) => each, {
      contents: [{ ...builtInCalendar, from: always }],
      defaultPeriods: [],
    }),
    within,
  );
  const days: unknown[] = [];
  for (let day = within.from; day <= within.until; day = addDays(day, 1)) days.push(minutes(day, day), time.on(day));
  return { minutes: minutes(within.from, within.until), planned: planned(within.from, within.until), days };
}

it('a later assignment, leave, default or edit leaves the figures of earlier days unchanged', () => {
  const calendar = fc.nat(2);
  const steps = fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('EDIT' as const),
        from: date,
        calendar,
        minutes: fc.integer({ min: 1, max: 600 }),
        holiday: date,
      }),
      fc.record({ kind: fc.constant('ASSIGN' as const), from: date, calendar: fc.option(calendar) }),
      fc.record({ kind: fc.constant('DEFAULT' as const), from: date, calendar }),
      fc.record({ kind: fc.constant('LEAVE' as const), from: date, days: fc.nat(20), half: fc.boolean() }),
    ),
    { minLength: 1, maxLength: 6 },
  );
  const begin: World = {
    calendars: [480, 360, 240].map((minutes) => ({
      contents: [{ ...week(minutes), from: always }],
      defaultPeriods: [],
    })),
    own: [],
    leave: [],
  };
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 60 }), (all, length) => {
      const last = all.at(-1)!;
      const before = all.slice(0, -1).reduce(take, begin);
      const within = { from: addDays(last.from, -length), until: addDays(last.from, -1) };
      expect(figuresOf(take(before, last), within)).toEqual(figuresOf(before, within));
    }),
  );
});
