import { decimal, type Decimal, round, sum, zero } from '../../../shared/domain/decimal';

/*
 * Payments on milestones: each is a share of the price in percent, or an amount. Shares refer to the whole price, even
 * if some payments are amounts.
 */

/** The sum of the payments: the amounts, and the shares of the price. */
export function paidInAll(
  price: Decimal,
  milestones: readonly { paymentShare?: Decimal | null; paymentAmount?: Decimal | null }[],
): Decimal {
  const amounts = sum(milestones.map(({ paymentAmount }) => paymentAmount ?? 0));
  return amounts.plus(price.times(sharesOf(milestones)).div(100));
}

export function sharesOf(milestones: readonly { paymentShare?: Decimal | null }[]): Decimal {
  return sum(milestones.map(({ paymentShare }) => paymentShare ?? 0));
}

/** The share of an amount in the price, in percent, rounded half up to 2 decimals; 0 if the price is 0. */
export function shareOf(amount: Decimal, price: Decimal): Decimal {
  return price.isZero() ? zero : round(amount.times(100).div(price), 2);
}

/**
 * The payment on each milestone in minor units: its amount or its share of the price, rounded so that shares add up.
 */
export function instalments(
  priceMinor: number,
  milestones: readonly { paymentShare: Decimal; paymentAmountMinor: number | null }[],
): number[] {
  const byShare = milestones.filter(({ paymentAmountMinor }) => paymentAmountMinor === null);
  const amounts = inShares(
    priceMinor,
    byShare.map(({ paymentShare }) => paymentShare),
  );
  return milestones.map(({ paymentAmountMinor }) => paymentAmountMinor ?? amounts.shift()!);
}

/** Splits an amount by shares in percent; cumulative sums are rounded half up, so that the parts add up. */
export function inShares(totalMinor: number, shares: readonly Decimal[]): number[] {
  let share = decimal(0);
  let given = decimal(0);
  return shares.map((each) => {
    share = share.plus(each);
    const reached = round(share.times(totalMinor).div(100), 0);
    const part = reached.minus(given);
    given = reached;
    return part.toNumber();
  });
}
