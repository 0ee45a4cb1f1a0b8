import fc from 'fast-check';
import { decimal } from './decimal';
import { InvalidInputError } from './errors';
import { addMoney, amountOf, isCurrencyCode, minorDigits, money, moneyFromAmount, moneyFromMinor } from './money';
import { currencyDigits } from './currencies';

const largest = Number.MAX_SAFE_INTEGER;

describe('currencies', () => {
  it.each([
    ['EUR', 2],
    ['CNY', 2],
    ['HUF', 2],
    ['IDR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['ISK', 0],
    ['KWD', 3],
    ['TND', 3],
    ['CLF', 4],
  ])('%s has %i decimal places', (code, digits) => {
    expect(minorDigits(code)).toBe(digits);
  });

  it.each(['', 'eur', 'EU', 'EURO', 'XXX', 'DEM', 'EUR '])('refuses %j', (code) => {
    expect(isCurrencyCode(code)).toBe(false);
    expect(() => minorDigits(code)).toThrow(InvalidInputError);
    expect(() => moneyFromAmount('1', code)).toThrow(InvalidInputError);
  });
});

describe.each([...currencyDigits])('an amount in %s (%i places)', (code, digits) => {
  const smallest = decimal(10).pow(-digits);

  it('is exact to its smallest unit and no further', () => {
    expect(moneyFromAmount(smallest, code)).toEqual({ minor: 1, currencyCode: code });
    expect(() => moneyFromAmount(smallest.div(10), code)).toThrow(`${code} has ${digits} decimal places.`);
  });

  it('goes up to 2^53 - 1 units, and no further, on both sides of zero', () => {
    for (const sign of [1, -1]) {
      const most = amountOf({ minor: sign * largest, currencyCode: code });
      expect(moneyFromAmount(most, code).minor).toBe(sign * largest);
      expect(() => moneyFromAmount(most.plus(smallest.times(sign)), code)).toThrow('out of range');
    }
  });
});

describe('money', () => {
  it('round-trips', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...currencyDigits.keys()), (minor, code) => {
        expect(moneyFromAmount(amountOf(money(minor, code)).toFixed(), code)).toEqual({ minor, currencyCode: code });
      }),
    );
  });

  it('says which input has too many places', () => {
    expect.assertions(1);
    try {
      moneyFromAmount('1.005', 'EUR', ['input', 'price']);
    } catch (error) {
      expect((error as InvalidInputError).field).toEqual(['input', 'price']);
    }
  });

  it.each([
    ['0.5', 1],
    ['0.4999999999999999999999', 0],
    ['1.5', 2],
    ['2.5', 3],
    ['-0.5', -1],
    ['-0.4', 0],
    ['-2.5', -3],
  ])('that was computed is rounded half up: %s units are %i', (minor, expected) => {
    expect(moneyFromMinor(decimal(minor), 'EUR')).toEqual({ minor: expected, currencyCode: 'EUR' });
  });

  it.each([NaN, Infinity, 0.5, largest + 1, -largest - 1])('refuses %d units', (minor) => {
    expect(() => money(minor, 'EUR')).toThrow(InvalidInputError);
  });

  it('adds in one currency, within the range', () => {
    expect(addMoney(money(1, 'EUR'), money(-3, 'EUR'))).toEqual({ minor: -2, currencyCode: 'EUR' });
    expect(() => addMoney(money(1, 'EUR'), money(1, 'USD'))).toThrow('EUR and USD cannot be added.');
    expect(() => addMoney(money(largest, 'EUR'), money(1, 'EUR'))).toThrow(InvalidInputError);
  });
});
