import fc from 'fast-check';
import cases from '../../../test/cases/scores.json';
import { csat, nps } from './survey-score.formula';

const each = (scores: readonly number[]) => scores.map((score) => ({ score, count: 1 }));

describe('csat', () => {
  it.each(cases.csat)('is as $source publishes it', ({ counts, csat: expected, shown }) => {
    const scores = Object.entries(counts).map(([score, count]) => ({ score: Number(score), count }));
    expect(csat(scores)!.toDecimalPlaces(2).toNumber()).toBe(expected);
    expect(csat(scores)!.toDecimalPlaces(0).toNumber()).toBe(shown);
  });

  it('is not known without scores', () => expect(csat([])).toBeNull());

  it('rises from 0 to 100 with the satisfied, in any order', () => {
    const scores = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 });
    fc.assert(
      fc.property(scores, (given) => {
        const value = csat(each(given))!;
        expect(value.gte(0) && value.lte(100)).toBe(true);
        expect(csat(each([...given].reverse()))).toEqual(value);
        expect(csat(each([...given, 5]))!.gte(value)).toBe(true);
        expect(csat(each([...given, 3]))!.lte(value)).toBe(true);
      }),
    );
  });
});

describe('nps', () => {
  it.each(cases.nps)('is as $source publishes it', ({ scores, nps: expected }) => {
    expect(nps(each(scores))!.toDecimalPlaces(4).toNumber()).toBe(expected);
  });

  it.each([
    [[9], 100],
    [[10], 100],
    [[8], 0],
    [[7], 0],
    [[6], -100],
    [[0], -100],
    [[9, 6], 0],
  ])('of %j is %d', (scores, expected) => expect(nps(each(scores))!.toNumber()).toBe(expected));

  it('is not known without scores', () => expect(nps([])).toBeNull());

  it('stays within -100 and 100', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 });
    fc.assert(fc.property(scores, (given) => nps(each(given))!.abs().lte(100)));
  });
});
