import { decimal, type Decimal, zero } from '../../../shared/domain/decimal';

/** A scope item with its price, and the number of its deliverables that were accepted. */
export interface AcceptedItem {
  price: Decimal;
  deliverables: number;
  accepted: number;
}

/**
 * The sum over all items of price × accepted deliverables ÷ deliverables; exact. Items without deliverables count 0.
 */
export function acceptedValue(items: readonly AcceptedItem[]): Decimal {
  return items.reduce(
    (total, { price, deliverables, accepted }) =>
      deliverables === 0 ? total : total.plus(price.times(accepted).div(decimal(deliverables))),
    zero,
  );
}

/** The value of the accepted scope ÷ cost; null if nothing was spent. */
export function inputOutputRatio(value: Decimal, cost: Decimal): Decimal | null {
  return cost.gt(0) ? value.div(cost) : null;
}
