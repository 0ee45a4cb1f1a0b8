import { type Decimal, zero } from '../../../shared/domain/decimal';

/** Scope items in a currency that have as many deliverables, accepted and in all, with the sum of their prices. */
export interface AcceptedGroup {
  currencyCode: string;
  deliverables: number;
  accepted: number;
  priceMinor: Decimal;
}

/** Σ price × accepted deliverables ÷ deliverables by currency, in the order of the codes; exact. */
export function acceptedByCurrency(groups: readonly AcceptedGroup[]): Map<string, Decimal> {
  const sums = new Map<string, Decimal>();
  for (const { currencyCode, deliverables, accepted, priceMinor } of groups) {
    const share = priceMinor.times(accepted).div(deliverables);
    sums.set(currencyCode, (sums.get(currencyCode) ?? zero).plus(share));
  }
  return new Map([...sums].sort(([one], [other]) => (one < other ? -1 : 1)));
}
