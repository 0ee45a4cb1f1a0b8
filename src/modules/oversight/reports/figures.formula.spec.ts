import fc from 'fast-check';
import { decimal } from '../../../shared/domain/decimal';
import { acceptedValue, inputOutputRatio } from './figures.formula';

const item = (price: number, deliverables: number, accepted: number) => ({
  price: decimal(price),
  deliverables,
  accepted,
});

describe('the value of the accepted scope', () => {
  it('is the price of what was accepted, pro rata for a partly accepted item', () => {
    expect(acceptedValue([]).toFixed()).toBe('0');
    expect(acceptedValue([item(10_000, 2, 2), item(9_000, 3, 1), item(5_000, 1, 0)]).toFixed()).toBe('13000');
    expect(acceptedValue([item(5_000, 0, 0)]).toFixed()).toBe('0');
  });

  it('never exceeds the total price, and equals it once everything is accepted', () => {
    const items = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 })),
    );
    fc.assert(
      fc.property(items, (all) => {
        const total = all.reduce((sum, [price]) => sum + price, 0);
        const some = acceptedValue(all.map(([price, many, accepted]) => item(price, many, Math.min(many, accepted))));
        expect(some.lte(decimal(total).plus('1e-20'))).toBe(true);
        expect(acceptedValue(all.map(([price, many]) => item(price, many, many))).toFixed()).toBe(String(total));
      }),
    );
  });

  it('is compared with the cost, if there is any', () => {
    expect(inputOutputRatio(decimal(13_000), decimal(10_000))?.toFixed()).toBe('1.3');
    expect(inputOutputRatio(decimal(0), decimal(10_000))?.toFixed()).toBe('0');
    expect(inputOutputRatio(decimal(13_000), decimal(0))).toBeNull();
  });
});
