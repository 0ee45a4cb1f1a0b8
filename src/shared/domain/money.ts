import type { Decimal as DecimalJs } from 'decimal.js';
import { type Decimal, decimal, round } from './decimal';
import { InvalidInputError } from './errors';

/** An ISO 4217 code, for example EUR. */
export type CurrencyCode = string;

/** An exact amount: whole minor units (cents) of one currency, below 2^53. */
export interface Money {
  readonly minor: number;
  readonly currencyCode: CurrencyCode;
}

const currencies = new Set(Intl.supportedValuesOf('currency'));
const fractionDigits = new Map<CurrencyCode, number>();

export function isCurrencyCode(text: string): boolean {
  return currencies.has(text);
}

/** How many decimal places the currency's minor unit has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currencyCode: CurrencyCode): number {
  let digits = fractionDigits.get(currencyCode);
  if (digits === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency: currencyCode });
    digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    fractionDigits.set(currencyCode, digits);
  }
  return digits;
}

export function money(minor: number, currencyCode: CurrencyCode): Money {
  if (!Number.isSafeInteger(minor))
    throw new InvalidInputError('The amount is beyond the range of exact money.', ['amount']);
  return { minor, currencyCode };
}

/** The amount in the currency's main unit, exact. */
export function amountOf(value: Money): Decimal {
  return decimal(value.minor).div(decimal(10).pow(minorDigits(value.currencyCode)));
}

/** A main-unit amount as money; refused when it has more decimal places than the currency or is out of range. */
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
  return { minor: minor.toNumber(), currencyCode };
}

/** Minor units that were computed, rounded half up to a whole unit. */
export function moneyFromMinor(minor: Decimal, currencyCode: CurrencyCode): Money {
  return money(round(minor, 0).toNumber(), currencyCode);
}

export function addMoney(left: Money, right: Money): Money {
  if (left.currencyCode !== right.currencyCode) {
    throw new InvalidInputError(`${left.currencyCode} and ${right.currencyCode} cannot be added.`, ['currencyCode']);
  }
  return money(left.minor + right.minor, left.currencyCode);
}
