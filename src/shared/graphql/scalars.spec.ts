import 'reflect-metadata';
import { decimal } from '../domain/decimal';
import { CurrencyCode, DecimalScalar, PlainDateScalar, publishMoney } from './scalars';

describe('published money', () => {
  it.each([
    [123_450, 'EUR', '1234.50'],
    [500, 'EUR', '5.00'],
    [0, 'EUR', '0.00'],
    [-5, 'EUR', '-0.05'],
    [5, 'JPY', '5'],
    [1, 'KWD', '0.001'],
    [9_007_199_254_740_991, 'EUR', '90071992547409.91'],
  ])('has all decimal places of its currency: %i %s is %s', (minor, currencyCode, amount) => {
    const published = publishMoney({ minor, currencyCode });
    expect(published).toEqual({ amount, currencyCode });
    expect(DecimalScalar.serialize(published.amount)).toBe(amount);
  });

  it('is null if it is not known', () => {
    expect(publishMoney(null)).toBeNull();
  });
});

describe('Decimal', () => {
  it.each([
    ['1234.50', '1234.5'],
    ['-0.000000000000000000000000000001', '-0.000000000000000000000000000001'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    [0.1, '0.1'],
    [1e21, '1000000000000000000000'],
  ])('reads %j exactly', (input, text) => {
    expect(DecimalScalar.parseValue(input).toFixed()).toBe(text);
    expect(DecimalScalar.serialize(decimal(input))).toBe(text);
  });

  it.each([
    '',
    '1,5',
    '1e5',
    '.5',
    '5.',
    '+1',
    ' 1',
    '--1',
    'NaN',
    'Infinity',
    '0x10',
    NaN,
    Infinity,
    true,
    null,
    {},
    [],
  ])('refuses %j', (input) => {
    expect(() => DecimalScalar.parseValue(input)).toThrow('A Decimal is written like "1234.50".');
  });
});

describe('Date and CurrencyCode', () => {
  it.each(['2026-02-30', '2026-2-3', '20260203', '2026-02-03T00:00:00Z', '', 20260203, null])(
    'Date refuses %j',
    (input) => {
      expect(() => PlainDateScalar.parseValue(input)).toThrow();
    },
  );

  it.each(['eur', 'EURO', 'DEM', 978, null])('CurrencyCode refuses %j', (input) => {
    expect(() => CurrencyCode.parseValue(input)).toThrow();
  });

  it('accept valid values', () => {
    expect(PlainDateScalar.parseValue('2024-02-29')).toBe('2024-02-29');
    expect(CurrencyCode.parseValue('CNY')).toBe('CNY');
  });
});
