import { Decimal as DecimalJs } from 'decimal.js';

/** Exact decimal arithmetic: 40 significant digits, half up. Intermediate results are never binary fractions. */
export const Decimal = DecimalJs.clone({
  precision: 40,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -30,
  toExpPos: 40,
});
export type Decimal = DecimalJs;

export function decimal(value: DecimalJs.Value): Decimal {
  return new Decimal(value);
}

export const zero: Decimal = decimal(0);

export function sum(values: Iterable<DecimalJs.Value>): Decimal {
  let total = zero;
  for (const value of values) total = total.plus(value);
  return total;
}

/** Rounded half up, away from zero at the half: 2.345 → 2.35. */
export function round(value: Decimal, places: number): Decimal {
  return value.toDecimalPlaces(places, DecimalJs.ROUND_HALF_UP);
}
