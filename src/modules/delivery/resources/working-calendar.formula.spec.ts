import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { availableMinutes, builtInCalendar, type Calendar, Weekday, workingDays } from './working-calendar.formula';

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

  it('lack the holidays, unless they are on a day that is free anyway', () => {
    expect(availableMinutes(closedOn('2026-03-03'), '2026-03-02', '2026-03-08')).toBe(4 * day);
    expect(availableMinutes(closedOn('2026-03-07'), '2026-03-02', '2026-03-08')).toBe(5 * day);
    expect(availableMinutes(closedOn('2026-03-01', '2026-03-09'), '2026-03-02', '2026-03-08')).toBe(5 * day);
  });

  it('are those of each weekday, where they differ', () => {
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

  it('of more than none are a working day', () => {
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
