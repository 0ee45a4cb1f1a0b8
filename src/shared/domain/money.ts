import type { Decimal as DecimalJs } from 'decimal.js';
import { currencyDigits } from './currencies';
import { type Decimal, decimal, round } from './decimal';
import { InvalidInputError } from './errors';

/** An ISO 4217 code, for example EUR. */
export type CurrencyCode = string;

/** An exact amount: whole minor units (cents) of one currency, below 2^53. */
export interface Money {
  readonly minor: number;
  readonly currencyCode: CurrencyCode;
}

export function isCurrencyCode(text: string): boolean {
  return currencyDigits.has(text);
}

/** The number of decimal places of the currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currencyCode: CurrencyCode): number {
  const digits = currencyDigits.get(currencyCode);
  if (digits === undefined) throw new InvalidInputError(`${currencyCode} is not a currency.`, ['currencyCode']);
  return digits;
}

export function money(minor: number, currencyCode: CurrencyCode): Money {
  if (!Number.isSafeInteger(minor)) throw new InvalidInputError('The amount is too large.', ['amount']);
  // Rounding may produce negative zero; adding 0 makes it zero.
  return { minor: minor + 0, currencyCode };
}

/** The exact amount in the currency's main unit. */
export function amountOf(value: Money): Decimal {
  return decimal(`${value.minor}e-${minorDigits(value.currencyCode)}`);
}

/** An amount in the main unit as money; refused if it has more decimal places than the currency or is out of range. */
export function moneyFromAmount(
  amount: DecimalJs.Value,
  currencyCode: CurrencyCode,
  field: string[] = ['amount'],
): Money {
  if (!isCurrencyCode(currencyCode)) throw new InvalidInputError(`${currencyCode} is not a currency.`, field);
  const minor = decimal(amount).times(decimal(10).pow(minorDigits(currencyCode)));
  if (!minor.isInteger()) {
    throw new InvalidInputError(`${currencyCode} has ${minorDigits(currencyCode)} decimal places.`, field);
  }
  if (minor.abs().gt(Number.MAX_SAFE_INTEGER)) throw new InvalidInputError('The amount is out of range.', field);
  return money(minor.toNumber(), currencyCode);
}

/** Computed minor units, rounded half up to a whole unit. */
export function moneyFromMinor(minor: Decimal, currencyCode: CurrencyCode): Money {
  return money(round(minor, 0).toNumber(), currencyCode);
}

export function addMoney(left: Money, right: Money): Money {
  if (left.currencyCode !== right.currencyCode) {
    throw new InvalidInputError(`${left.currencyCode} and ${right.currencyCode} cannot be added.`, ['currencyCode']);
  }
  return money(left.minor + right.minor, left.currencyCode);
}
