import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysInRange } from '../../../shared/domain/dates';
import {
  added,
  nameOfQuarter,
  noTime,
  periodBefore,
  quarterOf,
  quartersIn,
  rateOf,
} from './standardisation-rate.formula';

const time = (standardMinutes: number, minutes: number, entries = 1) => ({ standardMinutes, minutes, entries });
const shown = (current = noTime, previous = noTime) =>
  JSON.parse(JSON.stringify(rateOf(current, previous))) as Record<string, unknown>;

describe('the standardisation rate', () => {
  it('is the share of standard hours in all hours, in percent, with the change in percentage points', () => {
    expect(shown(time(90, 120, 3), time(60, 120))).toEqual({
      standardHours: '1.5',
      allHours: '2',
      rate: '75',
      gap: null,
      previousRate: '50',
      change: '25',
      sampleSize: 3,
    });
  });

  it('has no value without hours, and gives the reason', () => {
    expect(shown()).toMatchObject({ allHours: '0', rate: null, gap: 'NO_HOURS', change: null, sampleSize: 0 });
    expect(shown(noTime, time(1, 3))).toMatchObject({ rate: null, previousRate: '33.33', change: null });
    expect(shown(time(0, 60))).toMatchObject({ rate: '0', gap: null, previousRate: null, change: null });
    // A correction that reverses everything leaves no hours.
    expect(shown(added(time(60, 60), time(-60, -60)))).toMatchObject({ rate: null, sampleSize: 2 });
  });

  it('is rounded half up, and only at the end', () => {
    expect(shown(time(1, 3), time(1, 6))).toMatchObject({ rate: '33.33', previousRate: '16.67', change: '16.67' });
    expect(shown(time(2, 3), time(1, 3))).toMatchObject({ rate: '66.67', previousRate: '33.33', change: '33.33' });
    expect(shown(time(1, 800)).rate).toBe('0.13');
    expect(shown(time(1, 1)).standardHours).toBe('0.02');
  });

  it('is from 0 to 100, and stays the same if all hours double', () => {
    const some = fc
      .tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 100_000 }))
      .map(([left, right]) => time(Math.min(left, right), right));
    fc.assert(
      fc.property(some, some, (current, previous) => {
        const { rate, change } = rateOf(current, previous);
        expect(rate!.gte(0) && rate!.lte(100)).toBe(true);
        expect(change!.abs().lte(100)).toBe(true);
        expect(rateOf(added(current, current), previous).rate!.eq(rate!)).toBe(true);
        expect(rateOf(previous, current).change!.plus(change!).abs().lte('0.01')).toBe(true);
      }),
    );
  });
});

describe('the period before', () => {
  it.each([
    ['2026-03-01', '2026-03-31', '2026-01-29', '2026-02-28'],
    ['2026-01-01', '2026-01-01', '2025-12-31', '2025-12-31'],
    ['2024-02-29', '2024-03-01', '2024-02-27', '2024-02-28'],
  ])('before %s to %s is %s to %s', (from, to, earlier, until) => {
    expect(periodBefore({ from, to })).toEqual({ from: earlier, to: until });
  });

  it('is as long, and ends the day before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 800 }), (start, length) => {
        const from = addDays('2020-01-01', start);
        const to = addDays(from, length);
        const before = periodBefore({ from, to });
        expect(daysInRange(before.from, before.to)).toBe(daysInRange(from, to));
        expect(addDays(before.to, 1)).toBe(from);
      }),
    );
  });
});

describe('the quarters of a period', () => {
  it.each([
    ['2026-01-01', '2026-03-31'],
    ['2026-05-15', '2026-06-30'],
    ['2026-09-30', '2026-09-30'],
    ['2024-12-31', '2024-12-31'],
  ])('of %s contain it', (day, last) => {
    const { from, to } = quarterOf(day);
    expect(from <= day && day <= to && last <= to).toBe(true);
    expect(from.slice(5)).toMatch(/^(01|04|07|10)-01$/);
  });

  it('are whole, named and consecutive', () => {
    const quarters = quartersIn({ from: '2025-11-20', to: '2026-07-01' });
    expect(quarters.map(nameOfQuarter)).toEqual(['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3']);
    expect(quarters.at(0)!.from).toBe('2025-10-01');
    expect(quarters.at(-1)!.to).toBe('2026-09-30');
    quarters.slice(1).forEach((quarter, index) => expect(quarter.from).toBe(addDays(quarters[index]!.to, 1)));
  });
});
