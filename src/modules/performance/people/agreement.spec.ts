import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { overAllocated } from '../../projects/allocations/allocation.formula';
import { loadOf } from './capacity.formula';
import {
  always,
  availableMinutes,
  builtInCalendar,
  type Calendar,
  type CalendarOverTime,
  countOver,
  defaultsOver,
  lessLeave,
  overTime,
  timeOf,
  Weekday,
} from '../../projects/calendars/working-calendar.formula';

/* Capacity and over-allocations must agree on when a person is allocated for too much. */

const first = '2026-03-02';
const within = { from: first, until: addDays(first, 41) };
const date = fc.integer({ min: 0, max: 41 }).map((offset) => addDays(first, offset));
const range = fc.tuple(date, fc.nat(10)).map(([from, length]) => ({ from, until: addDays(from, length) }));
const calendar = fc.record({
  weekdays: fc.uniqueArray(
    fc.record({
      weekday: fc.constantFrom(...Object.values(Weekday)),
      minutes: fc.constantFrom(0, 1, 240, 245, 455, 480),
    }),
    { selector: ({ weekday }) => weekday, minLength: 3 },
  ),
  holidays: fc.uniqueArray(fc.record({ on: date, half: fc.boolean() }), { selector: ({ on }) => on, maxLength: 4 }),
});
const kept = fc.oneof(calendar, fc.constant<Calendar>(builtInCalendar));
const person = fc.record({
  everybodys: kept,
  own: fc.uniqueArray(fc.tuple(date, fc.option(kept)), { selector: ([from]) => from, maxLength: 2 }),
  leave: fc.array(
    fc.tuple(range, fc.boolean()).map(([{ from, until }, half]) => ({ startsOn: from, endsOn: until, half })),
    { maxLength: 4 },
  ),
  shares: fc.array(
    fc.tuple(range, fc.integer({ min: 1, max: 100 })).map(([days, percent]) => ({ ...days, percent })),
    { maxLength: 4 },
  ),
});

const over = (content: Calendar, from: PlainDate | null = null): CalendarOverTime => ({
  contents: [{ ...content, from: always }],
  defaultPeriods: from ? [{ from, until: null }] : [],
});
const minutesBy = (content: Calendar) => (from: PlainDate, to: PlainDate) => availableMinutes(content, from, to);
const daysOf = ({ from, until }: typeof within) => {
  const days: PlainDate[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
};

type Given = typeof person extends fc.Arbitrary<infer T> ? T : never;

function figuresOf({ everybodys, own, leave }: Given) {
  const builtIn = minutesBy(builtInCalendar);
  const all = [over(everybodys, first)];
  const ofDefault = overTime(
    defaultsOver(all, (each) => countOver(each.contents, minutesBy), builtIn),
    builtIn,
  );
  const assigned = own
    .map(([from, value]) => ({ from, value: value && over(value) }))
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  const counted = assigned.map(({ from, value }) => ({
    from,
    value: value ? countOver(value.contents, minutesBy) : ofDefault,
  }));
  const defaults = defaultsOver(all, (each) => each, over(builtInCalendar));
  return {
    minutesOf: lessLeave(overTime(counted, ofDefault), leave, within),
    before: overTime(counted, ofDefault),
    time: timeOf({ own: assigned, leave }, defaults, within),
  };
}

it('capacity is overbooked exactly on the working days of over-allocations', () => {
  fc.assert(
    fc.property(person, (given) => {
      const { minutesOf, time } = figuresOf(given);
      const runs = overAllocated(given.shares, within, time);
      for (const day of daysOf(within)) {
        const load = loadOf(minutesOf, given.shares, { from: day, until: day }, time);
        const { part, whole } = time.on(day);
        if (whole === 0) {
          expect(load).toEqual({ available: part * 100, allocated: 0, free: part * 100, overbooked: 0 });
          continue;
        }
        const run = runs.find(({ from, until }) => from <= day && day <= until);
        expect([day, load.overbooked > 0]).toEqual([day, run !== undefined]);
        // Both give the amounts: of the allocations, and of the person's working time.
        if (run) expect(load.allocated).toBe(run.percent * whole);
        if (run) expect(run.available).toBe(Math.floor(load.available / whole));
      }
    }),
    { numRuns: 300 },
  );
});

it('capacity has the minutes of the calendar, is balanced, and is the sum of its days', () => {
  fc.assert(
    fc.property(person, (given) => {
      const { minutesOf, time } = figuresOf(given);
      const whole = loadOf(minutesOf, given.shares, within, time);
      expect(whole.available).toBe(minutesOf(within.from, within.until) * 100);
      expect(whole.available + whole.overbooked).toBe(whole.allocated + whole.free);
      const sums = daysOf(within).map((day) => loadOf(minutesOf, given.shares, { from: day, until: day }, time));
      const sumOf = (name: keyof typeof whole) => sums.reduce((total, load) => total + load[name], 0);
      const names = ['available', 'allocated', 'free', 'overbooked'] as const;
      expect(names.map(sumOf)).toEqual(names.map((name) => whole[name]));
    }),
    { numRuns: 300 },
  );
});

it('leave takes no more than the working time of each day, and only once, however it is split into records', () => {
  fc.assert(
    fc.property(person, (given) => {
      const { minutesOf, before } = figuresOf(given);
      for (const day of daysOf(within)) {
        const onDay = given.leave.filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
        const left = minutesOf(day, day);
        if (onDay.length === 0) expect(left).toBe(before(day, day));
        else if (onDay.some(({ half }) => !half)) expect(left).toBe(0);
        else expect(left).toBe(Math.floor(before(day, day) / 2));
      }
      const twice = figuresOf({ ...given, leave: [...given.leave, ...given.leave] });
      expect(twice.minutesOf(within.from, within.until)).toBe(minutesOf(within.from, within.until));
    }),
  );
});
