import fc from 'fast-check';
import { decimal, round, sum, zero } from './decimal';

describe('decimals', () => {
  it('are not binary fractions', () => {
    expect(decimal('0.1').plus('0.2').toFixed()).toBe('0.3');
    expect(sum(Array.from({ length: 1000 }, () => '0.1')).toFixed()).toBe('100');
    expect(sum([])).toEqual(zero);
  });

  it('have 40 significant digits, rounded half up', () => {
    expect(decimal(1).div(3).toFixed()).toBe(`0.${'3'.repeat(40)}`);
    expect(decimal(2).div(3).toFixed()).toBe(`0.${'6'.repeat(39)}7`);
  });

  it.each([
    ['2.345', 2, '2.35'],
    ['2.3449999999999999999', 2, '2.34'],
    ['-2.345', 2, '-2.35'],
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['1.005', 2, '1.01'],
    ['99.995', 2, '100'],
    ['12345', -2, null],
  ])('%s to %i places is %s', (value, places, expected) => {
    if (expected === null) expect(() => round(decimal(value), places)).toThrow();
    else expect(round(decimal(value), places).toFixed()).toBe(expected);
  });

  it('are written without an exponent, as small and as large as they are stored', () => {
    expect(decimal('1e-29').toString()).toBe(`0.${'0'.repeat(28)}1`);
    expect(decimal('1e30').toString()).toBe(`1${'0'.repeat(30)}`);
  });

  it('sum to the same in any order', () => {
    const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((units) => decimal(units).div(10_000));
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        expect(sum([...amounts].reverse()).eq(sum(amounts))).toBe(true);
      }),
    );
  });
});
