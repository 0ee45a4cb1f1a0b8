import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { costOf } from './time-cost.formula';

const euros = (minor: number) => ({ minor, currencyCode: 'EUR' });

describe('costOf', () => {
  it.each([
    [60, 9_000, 9_000],
    [90, 9_000, 13_500],
    [1, 9_000, 150],
    // 1 minute at 0.30 is half a cent.
    [1, 30, 1],
    [1, 29, 0],
    [20, 10_000, 3_333],
    [40, 10_000, 6_667],
    [1_440, 0, 0],
  ])('%d minutes at %d an hour cost %d', (minutes, rate, cost) => {
    expect(costOf(minutes, euros(rate))).toEqual(euros(cost));
  });

  it('is never further than half a minor unit from the exact cost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_440 }), fc.integer({ min: 0, max: 10_000_000 }), (minutes, rate) => {
        const off = 60 * costOf(minutes, euros(rate)).minor - minutes * rate;
        expect(off).toBeGreaterThan(-30);
        expect(off).toBeLessThanOrEqual(30);
      }),
    );
  });
});
