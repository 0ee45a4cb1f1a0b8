import fc from 'fast-check';
import { decimal } from '../../../shared/domain/decimal';
import { inShares, instalments, paidInAll, shareOf, sharesOf } from './instalments.formula';

describe('the amounts of payments', () => {
  it('are shares of the price, rounded so that they add up', () => {
    expect(inShares(1_000, [decimal('33.33'), decimal('33.33'), decimal('33.34')])).toEqual([333, 334, 333]);
    expect(inShares(10_001, [decimal(50), decimal(50)])).toEqual([5_001, 5_000]);
    expect(inShares(0, [decimal(100)])).toEqual([0]);
    expect(inShares(1_000, [decimal(30)])).toEqual([300]);
  });

  it('add up to the price whenever the shares add up to 100 %, each within a unit of its own share', () => {
    const cuts = fc.array(fc.nat(10_000), { maxLength: 8 });
    fc.assert(
      fc.property(fc.nat(1_000_000_000), cuts, (total, places) => {
        const edges = [0, ...places.sort((left, right) => left - right), 10_000];
        const shares = edges.slice(1).map((edge, index) => decimal(edge - edges[index]!).div(100));
        const amounts = inShares(total, shares);
        expect(amounts.reduce((left, right) => left + right, 0)).toBe(total);
        amounts.forEach((amount, index) => {
          const exact = shares[index]!.times(total).div(100);
          expect(exact.minus(amount).abs().toNumber()).toBeLessThanOrEqual(1);
        });
      }),
    );
  });
});

describe('the payments on milestones', () => {
  const share = (percent: string) => ({ paymentShare: decimal(percent), paymentAmountMinor: null });
  const amount = (minor: number) => ({ paymentShare: decimal('33.33'), paymentAmountMinor: minor });

  it('are the amount if one is agreed, else the share of the whole price', () => {
    expect(instalments(3_000_000, [amount(1_000_000), amount(1_000_000), amount(1_000_000)])).toEqual([
      1_000_000, 1_000_000, 1_000_000,
    ]);
    expect(instalments(1_000, [share('33.33'), amount(1), share('33.33'), share('33.34')])).toEqual([333, 1, 334, 333]);
    expect(instalments(0, [])).toEqual([]);
  });

  it('add up from amounts and shares of the price', () => {
    const price = decimal(30_000);
    const advance = { paymentAmount: decimal(3_000) };
    expect(paidInAll(price, [advance, { paymentShare: decimal(90) }]).toFixed()).toBe('30000');
    expect(paidInAll(price, [advance, { paymentShare: decimal('33.33'), paymentAmount: null }]).toFixed()).toBe(
      '12999',
    );
    expect(paidInAll(price, []).toFixed()).toBe('0');
    expect(sharesOf([{ ...advance, paymentShare: null }, { paymentShare: decimal('33.33') }]).toFixed()).toBe('33.33');
  });

  it('give the share of an amount, to 2 decimals', () => {
    expect(shareOf(decimal(10_000), decimal(30_000)).toFixed()).toBe('33.33');
    expect(shareOf(decimal('0.005'), decimal(1)).toFixed()).toBe('0.5');
    expect(shareOf(decimal(10_000), decimal(0)).toFixed()).toBe('0');
  });
});
