import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimal, type Decimal } from '../../../shared/domain/decimal';
import { percentile } from './percentile.formula';

const all = (...values: (number | string)[]) => values.map(decimal);
const of = (values: Decimal[], p: number | string) => percentile(values, p)?.toFixed() ?? null;

describe('the percentile', () => {
  it.each([
    // From the documentation of PERCENTILE.INC, from numpy.percentile, and from Wikipedia's article on percentiles.
    [all(1, 2, 3, 4), '0.3', '1.9'],
    [all(1, 2, 3, 4), '0.5', '2.5'],
    [all(1, 2, 3, 4), '0.8', '3.4'],
    [all(10, 7, 4, 3, 2, 1), '0.5', '3.5'],
    [all(15, 20, 35, 40, 50), '0.4', '29'],
    [all(15, 20, 35, 40, 50), '0.8', '42'],
    [all(7), '0.8', '7'],
    [all(3, 1), '0', '1'],
    [all(3, 1), '1', '3'],
    [all(), '0.5', null],
  ])('of %j at %s is %s', (values, p, expected) => {
    expect(of(values, p)).toBe(expected);
  });

  it('accepts only a share from 0 to 1', () => {
    for (const p of [-0.1, 1.1]) expect(() => percentile(all(1), p)).toThrow(RangeError);
  });

  const values = fc.array(fc.integer({ min: -10_000, max: 10_000 }).map(decimal), { minLength: 1, maxLength: 30 });
  const share = fc.integer({ min: 0, max: 1_000 }).map((thousandths) => decimal(thousandths).div(1_000));

  it('never falls as the share grows', () => {
    fc.assert(
      fc.property(values, share, share, (some, left, right) => {
        const [less, more] = left.lte(right) ? [left, right] : [right, left];
        expect(percentile(some, less)!.lte(percentile(some, more)!)).toBe(true);
      }),
    );
  });

  it('lies between the minimum and the maximum, and reaches them at the ends', () => {
    fc.assert(
      fc.property(values, share, (some, p) => {
        const found = percentile(some, p)!;
        expect(found.gte(percentile(some, 0)!) && found.lte(percentile(some, 1)!)).toBe(true);
        expect(percentile(some, 0)!.toNumber()).toBe(Math.min(...some.map(Number)));
        expect(percentile(some, 1)!.toNumber()).toBe(Math.max(...some.map(Number)));
      }),
    );
  });

  it('does not depend on the order, and does not change its input', () => {
    fc.assert(
      fc.property(values, share, (some, p) => {
        const before = some.map(String);
        expect(percentile([...some].reverse(), p)!.eq(percentile(some, p)!)).toBe(true);
        expect(some.map(String)).toEqual(before);
      }),
    );
  });

  it('shifts and scales with the values', () => {
    fc.assert(
      fc.property(values, share, (some, p) => {
        const found = percentile(some, p)!;
        const changed = some.map((value) => value.times(3).plus(7));
        expect(percentile(changed, p)!.eq(found.times(3).plus(7))).toBe(true);
      }),
    );
  });
});
