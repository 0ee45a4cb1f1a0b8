import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../shared/domain/dates';
import { coveredDays, hoursOf, loadOf, monthsWithin, percentOf, sumOfLoads } from './capacity.formula';
import { availableMinutes, builtInCalendar } from '../../projects/calendars/working-calendar.formula';

const minutesOf = (from: string, until: string) => availableMinutes(builtInCalendar, from, until);
const hours = (load: ReturnType<typeof loadOf>) =>
  Object.fromEntries(Object.entries(load).map(([name, value]) => [name, hoursOf(value as number)]));

describe('the load of a person', () => {
  const week = { from: '2026-03-02', until: '2026-03-08' };

  it('is free if nothing is allocated', () => {
    expect(hours(loadOf(minutesOf, [], week))).toEqual({
      available: '40.00',
      allocated: '0.00',
      free: '40.00',
      overbooked: '0.00',
    });
  });

  it('counts each day separately: overload on one day does not reduce free time on another', () => {
    const shares = [
      { from: '2026-01-01', until: '2026-03-03', percent: 80 },
      { from: '2026-03-03', until: '2026-12-31', percent: 50 },
    ];
    // Monday 80 %, Tuesday 130 %, from Wednesday on 50 %.
    expect(hours(loadOf(minutesOf, shares, week))).toEqual({
      available: '40.00',
      allocated: '28.80',
      free: '13.60',
      overbooked: '2.40',
    });
  });

  const shares = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 100 }))
      .map(([first, days, percent]) => ({
        from: addDays('2026-01-01', first),
        until: addDays('2026-01-01', first + days),
        percent,
      })),
    { maxLength: 6 },
  );

  it('is balanced, and adds up over adjacent days', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (given, one, other) => {
        const from = '2026-01-05';
        const middle = addDays(from, one);
        const until = addDays(middle, other + 1);
        const whole = loadOf(minutesOf, given, { from, until });
        expect(whole.available + whole.overbooked).toBe(whole.allocated + whole.free);
        expect(whole.free).toBeGreaterThanOrEqual(0);
        const parts = [
          { from, until: middle },
          { from: addDays(middle, 1), until },
        ].map((days) => loadOf(minutesOf, given, days));
        expect(sumOfLoads(parts)).toEqual(whole);
      }),
    );
  });
});

describe('the figures', () => {
  it.each([
    [6_000, '1.00'],
    [30, '0.01'],
    [29, '0.00'],
    [6_030, '1.01'],
  ])('%d hundredths of a minute are %s hours', (hundredths, expected) => {
    expect(hoursOf(hundredths)).toBe(expected);
  });

  it.each([
    [1, 3, '33.33'],
    [2, 3, '66.67'],
    [1, 16, '6.25'],
    [1, 800, '0.13'],
    [3, 2, '150'],
    [0, 5, '0'],
  ])('%d of %d are %s percent', (part, available, expected) => {
    expect(percentOf(part, available)!.toFixed()).toBe(expected);
  });

  it('have no percentage if the capacity is 0', () => {
    expect(percentOf(0, 0)).toBeNull();
    expect(percentOf(5, 0)).toBeNull();
  });
});

describe('days', () => {
  it('belong to the months that they touch', () => {
    expect(monthsWithin({ from: '2028-01-31', until: '2028-03-01' })).toEqual([
      { month: '2028-01', days: { from: '2028-01-31', until: '2028-01-31' } },
      { month: '2028-02', days: { from: '2028-02-01', until: '2028-02-29' } },
      { month: '2028-03', days: { from: '2028-03-01', until: '2028-03-01' } },
    ]);
  });

  it('are covered once, even if several periods include them', () => {
    const within = { from: '2026-01-10', until: '2026-03-31' };
    const periods = [
      { from: '2026-03-01', until: null },
      { from: '2026-01-01', until: '2026-01-20' },
      { from: '2026-01-15', until: '2026-01-31' },
      { from: '2026-02-01', until: '2026-02-05' },
      { from: '2025-01-01', until: '2026-01-09' },
    ];
    expect(coveredDays(within, periods)).toEqual([
      { from: '2026-01-10', until: '2026-02-05' },
      { from: '2026-03-01', until: '2026-03-31' },
    ]);
    expect(coveredDays(within, [])).toEqual([]);
  });
});
