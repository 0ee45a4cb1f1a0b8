import fc from 'fast-check';
import { decimal } from '../../../shared/domain/decimal';
import { parts } from './sow-paper';

describe('the amounts of payments', () => {
  it('are shares of the price, rounded so that they add up', () => {
    expect(parts(1_000, [decimal('33.33'), decimal('33.33'), decimal('33.34')])).toEqual([333, 334, 333]);
    expect(parts(10_001, [decimal(50), decimal(50)])).toEqual([5_001, 5_000]);
    expect(parts(0, [decimal(100)])).toEqual([0]);
    expect(parts(1_000, [decimal(30)])).toEqual([300]);
  });

  it('come to the price whenever the shares come to 100 %, each within a unit of its own share', () => {
    const cuts = fc.array(fc.nat(10_000), { maxLength: 8 });
    fc.assert(
      fc.property(fc.nat(1_000_000_000), cuts, (total, places) => {
        const edges = [0, ...places.sort((left, right) => left - right), 10_000];
        const shares = edges.slice(1).map((edge, index) => decimal(edge - edges[index]!).div(100));
        const amounts = parts(total, shares);
        expect(amounts.reduce((left, right) => left + right, 0)).toBe(total);
        amounts.forEach((amount, index) => {
          const exact = shares[index]!.times(total).div(100);
          expect(exact.minus(amount).abs().toNumber()).toBeLessThanOrEqual(1);
        });
      }),
    );
  });
});
