import type { Decimal } from '../../../shared/domain/decimal';
import { minorDigits } from '../../../shared/domain/money';

/** 1234567.5 → 1,234,567.5 */
export function grouped(number: string): string {
  const [whole, places] = number.split('.');
  const sign = whole!.startsWith('-') ? '-' : '';
  const thousands = BigInt(whole!.slice(sign.length)).toLocaleString('en-US');
  return `${sign}${thousands}${places === undefined ? '' : `.${places}`}`;
}

/** An amount in the main unit with its currency's code, as the locale writes it: EUR 1,234.50. */
export function money(amount: Decimal, currencyCode: string, locale: string): string {
  const digits = minorDigits(currencyCode);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currencyCode,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // As text, the number is exact; the blank that joins it to its code is one that every reader finds.
  return format.format(amount.toFixed(digits) as Intl.StringNumericLiteral).replaceAll('\u00a0', ' ');
}
