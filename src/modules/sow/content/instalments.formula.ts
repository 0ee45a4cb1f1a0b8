import { decimal, type Decimal, round, sum, zero } from '../../../shared/domain/decimal';

/*
 * What is paid on milestones: each says a share of the price in percent, or an amount. Amounts come first; shares are of the
 * whole price.
 */

/** What the payments come to: the amounts, and the shares of the price. */
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

/** The share of the price that an amount is, in percent, rounded half up to 2 places; 0 where the price is 0. */
export function shareOf(amount: Decimal, price: Decimal): Decimal {
  return price.isZero() ? zero : round(amount.times(100).div(price), 2);
}

/** What is paid on each milestone, in minor units: its amount or its share of the price, rounded so that shares add up. */
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

/** An amount by shares in percent, each rounded half up together with those before it, so that they add up. */
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
