import fc from 'fast-check';
import { decimal, sum } from '../../../shared/domain/decimal';
import { acceptedByCurrency } from './alliance-value.formula';

describe('the accepted value of joint projects', () => {
  it('counts the accepted share of each price, by currency', () => {
    const groups = [
      { currencyCode: 'USD', deliverables: 3, accepted: 1, priceMinor: decimal(10_000) },
      { currencyCode: 'EUR', deliverables: 2, accepted: 2, priceMinor: decimal(5_000) },
      { currencyCode: 'USD', deliverables: 3, accepted: 2, priceMinor: decimal(10_000) },
    ];
    const values = [...acceptedByCurrency(groups)].map(([code, value]) => [code, value.toFixed(2)]);
    expect(values).toEqual([
      ['EUR', '5000.00'],
      ['USD', '10000.00'],
    ]);
  });

  it('is the sum over single items, however they are grouped', () => {
    const item = fc
      .record({ deliverables: fc.integer({ min: 1, max: 6 }), priceMinor: fc.integer({ min: 0, max: 10 ** 9 }) })
      .chain((each) => fc.integer({ min: 0, max: each.deliverables }).map((accepted) => ({ ...each, accepted })));
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), (items) => {
        const single = items.map((each) => ({ ...each, currencyCode: 'EUR', priceMinor: decimal(each.priceMinor) }));
        const keys = [...new Set(single.map(({ deliverables, accepted }) => `${deliverables} ${accepted}`))];
        const grouped = keys.map((key) => {
          const same = single.filter(({ deliverables, accepted }) => `${deliverables} ${accepted}` === key);
          return { ...same[0]!, priceMinor: sum(same.map(({ priceMinor }) => priceMinor)) };
        });
        const [one, other] = [acceptedByCurrency(single), acceptedByCurrency(grouped)];
        expect(one.get('EUR')!.minus(other.get('EUR')!).abs().lt('1e-20')).toBe(true);
      }),
    );
  });
});
