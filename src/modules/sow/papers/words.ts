import type { Said } from '../../../shared/domain/content/field';
import type { Decimal } from '../../../shared/domain/decimal';
import { minorDigits } from '../../../shared/domain/money';
import type { Vocabulary } from './vocabulary';

/** 1234567.5 → 1,234,567.5 */
export function grouped(number: string): string {
  const [whole, places] = number.split('.');
  const sign = whole!.startsWith('-') ? '-' : '';
  const thousands = BigInt(whole!.slice(sign.length)).toLocaleString('en-US');
  return `${sign}${thousands}${places === undefined ? '' : `.${places}`}`;
}

/** An amount in the main unit with its currency code, in the format of the locale: EUR 1,234.50. */
export function money(amount: Decimal, currencyCode: string, locale: string): string {
  const digits = minorDigits(currencyCode);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currencyCode,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // Passed as text to keep the number exact; the blank before the code is one that every PDF reader finds in a search.
  return format.format(amount.toFixed(digits) as Intl.StringNumericLiteral).replaceAll('\u00a0', ' ');
}

/** A value of a content in the language of the paper; empty without a value. */
export function inWords(words: Vocabulary, said: Said | null, currencyCode: string): string {
  switch (said?.as) {
    case undefined:
      return '';
    case 'text':
      return said.text;
    case 'word':
      return words.enums[said.word]!;
    case 'yesNo':
      return said.yes ? words.yes : words.no;
    case 'number':
      return grouped(said.number.toFixed()) + said.unit;
    case 'amount':
      return money(said.amount, currencyCode, words.locale);
  }
}
