import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysInRange } from '../../../shared/domain/dates';
import { overAllocated, type Share } from './allocation.formula';

const share = (from: string, until: string, percent: number): Share => ({ from, until, percent });
const march = { from: '2026-03-01', until: '2026-03-31' };

describe('overAllocated', () => {
  it('finds nothing in one person of one project, nor in exactly 100 %', () => {
    expect(overAllocated([share('2026-03-01', '2026-03-31', 100)], march)).toEqual([]);
    expect(
      overAllocated([share('2026-03-01', '2026-03-20', 60), share('2026-03-10', '2026-03-31', 40)], march),
    ).toEqual([]);
  });

  it('names the days on which two shares meet, first and last day included', () => {
    expect(
      overAllocated([share('2026-03-01', '2026-03-20', 60), share('2026-03-20', '2026-04-30', 50)], march),
    ).toEqual([share('2026-03-20', '2026-03-20', 110)]);
  });

  it('makes one run of days with the same total, and a new one where it changes', () => {
    expect(
      overAllocated(
        [
          share('2026-03-01', '2026-03-31', 80),
          share('2026-03-05', '2026-03-06', 40),
          share('2026-03-07', '2026-03-08', 40),
          share('2026-03-08', '2026-03-09', 10),
        ],
        march,
      ),
    ).toEqual([share('2026-03-05', '2026-03-07', 120), share('2026-03-08', '2026-03-08', 130)]);
  });

  it('looks only at the days asked for', () => {
    const both = [share('2026-01-01', '2026-12-31', 100), share('2026-01-01', '2026-12-31', 100)];
    expect(overAllocated(both, march)).toEqual([share('2026-03-01', '2026-03-31', 200)]);
  });

  it('agrees with counting day by day', () => {
    const day = fc.integer({ min: -5, max: 40 }).map((offset) => addDays(march.from, offset));
    const any = fc
      .tuple(day, day, fc.integer({ min: 1, max: 100 }))
      .map(([one, other, percent]) => (one <= other ? share(one, other, percent) : share(other, one, percent)));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (shares) => {
        const runs = overAllocated(shares, march);
        for (let index = 0; index < daysInRange(march.from, march.until); index += 1) {
          const on = addDays(march.from, index);
          const total = shares
            .filter(({ from, until }) => from <= on && on <= until)
            .reduce((sum, { percent }) => sum + percent, 0);
          const found = runs.filter(({ from, until }) => from <= on && on <= until);
          expect(found.map(({ percent }) => percent)).toEqual(total > 100 ? [total] : []);
        }
      }),
    );
  });
});
