import fc from 'fast-check';
import { addDays, daysInRange } from '../../../shared/domain/dates';
import { periodOf, periodsBetween, periodsWithin, ScorecardPeriod, shifted } from './period.formula';

const { WEEK, MONTH, QUARTER, YEAR } = ScorecardPeriod;

describe('the calendar period of a day', () => {
  it.each([
    [WEEK, '2026-03-01', '2026-02-23', '2026-03-01'],
    [WEEK, '2026-03-02', '2026-03-02', '2026-03-08'],
    [WEEK, '2026-01-01', '2025-12-29', '2026-01-04'],
    [MONTH, '2028-02-10', '2028-02-01', '2028-02-29'],
    [QUARTER, '2026-03-31', '2026-01-01', '2026-03-31'],
    [QUARTER, '2026-12-01', '2026-10-01', '2026-12-31'],
    [YEAR, '2026-07-01', '2026-01-01', '2026-12-31'],
  ])('a %s of %s is from %s to %s', (kind, day, startsOn, endsOn) => {
    expect(periodOf(kind, day)).toEqual({ startsOn, endsOn });
  });

  it('gives every week seven days', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((offset) => addDays('1990-01-01', offset));
    fc.assert(
      fc.property(day, (each) => {
        const { startsOn, endsOn } = periodOf(WEEK, each);
        expect(daysInRange(startsOn, endsOn)).toBe(7);
        expect(startsOn <= each && each <= endsOn).toBe(true);
      }),
    );
  });

  it('puts every day into exactly one period: each begins on the day after the one before', () => {
    const kind = fc.constantFrom(...Object.values(ScorecardPeriod));
    const day = fc.integer({ min: 0, max: 40_000 }).map((offset) => addDays('1990-01-01', offset));
    fc.assert(
      fc.property(kind, day, fc.integer({ min: -30, max: 30 }), (each, on, count) => {
        const { startsOn, endsOn } = periodOf(each, on);
        expect(periodOf(each, addDays(endsOn, 1)).startsOn).toBe(shifted(each, startsOn, 1));
        expect(periodsBetween(each, startsOn, shifted(each, startsOn, count))).toBe(count);
      }),
    );
  });
});

describe('the periods of a range', () => {
  it('are those that begin in it', () => {
    expect(periodsWithin(MONTH, '2026-01-02', '2026-03-01').map(({ startsOn }) => startsOn)).toEqual([
      '2026-02-01',
      '2026-03-01',
    ]);
    expect(periodsWithin(QUARTER, '2026-01-01', '2026-12-31')).toHaveLength(4);
    expect(periodsWithin(QUARTER, '2026-01-02', '2026-03-31')).toEqual([]);
  });
});
