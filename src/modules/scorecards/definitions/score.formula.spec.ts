import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { decimal } from '../../../shared/domain/decimal';
import { clamped, gapsOf, overallOf, standingOf, totalOf, weightOf } from './score.formula';

/* Cases of the published examples, each with its source there. */
const examples = <T>(file: string) =>
  JSON.parse(readFileSync(join(__dirname, '../../../../test/cases', file), 'utf8')) as T;
const { scorecardPeriod, scorecardOverall } = examples<{
  scorecardPeriod: { weights: number[]; scores: number[]; total: number }[];
  scorecardOverall: { periodsNewestFirst: (number | null)[]; overall: number }[];
}>('scores.json');
const { cases } = examples<{ cases: { id: string; input: never; expected: never }[] }>(
  'incentives-and-scorecards.json',
);
const caseOf = <Input, Expected>(id: string) =>
  cases.find((each) => each.id === id) as unknown as { input: Input; expected: Expected };

const criteriaOf = (weights: readonly number[], scores: readonly (number | null)[], maximum = 100) =>
  weights.map((weight, index) => ({
    weight: String(weight),
    maximum: String(maximum),
    score: scores[index] === null ? null : String(scores[index]),
  }));
const overall = (newestFirst: readonly (number | null)[]) =>
  overallOf(
    newestFirst.map((total, periodsAgo) => ({ periodsAgo, total: total === null ? null : decimal(total) })),
  )?.toNumber() ?? null;

describe('the total of a period', () => {
  it.each(scorecardPeriod)('of $scores with the weights $weights is $total', ({ weights, scores, total }) => {
    expect(totalOf(criteriaOf(weights, scores))!.toNumber()).toBe(total);
  });

  it('puts each score on the scale of its own maximum', () => {
    const half = [
      { weight: '60', maximum: '5', score: '2.5' },
      { weight: '40', maximum: '200', score: '100' },
    ];
    expect(totalOf(half)!.toFixed()).toBe('50');
  });

  it('leaves a criterion without data out of both sums, and is null without any data', () => {
    expect(totalOf(criteriaOf([40, 60], [null, 80]))!.toFixed()).toBe('80');
    expect(totalOf(criteriaOf([40, 60], [null, null]))).toBeNull();
    expect(totalOf(criteriaOf([40, 60], [0, null]))!.toFixed()).toBe('0');
  });

  it('is exact until it is published', () => {
    const third = totalOf([
      { weight: '50', maximum: '3', score: '1' },
      { weight: '50', maximum: '3', score: '2' },
    ])!;
    expect(third.toFixed()).toBe('50');
  });

  it('clamps the result of a formula', () => {
    expect(clamped(decimal('-3'), '10')!.toFixed()).toBe('0');
    expect(clamped(decimal('10.01'), '10')!.toFixed()).toBe('10');
    expect(clamped(decimal('9.99'), '10')!.toFixed()).toBe('9.99');
    expect(clamped(null, '10')).toBeNull();
  });
});

describe('the overall score', () => {
  it.each(scorecardOverall)('of $periodsNewestFirst is $overall', ({ periodsNewestFirst, overall: expected }) => {
    expect(overall(periodsNewestFirst)).toBe(expected);
  });

  const weighting = caseOf<{ periodsNewestFirst: (number | null)[][] }, { overall: (number | null)[] }>(
    'A-scorecard-weighting',
  );
  it.each(weighting.input.periodsNewestFirst.map((periods, index) => [periods, weighting.expected.overall[index]!]))(
    'of %j is %s',
    (periods, expected) => {
      expect(overall(periods)).toBe(expected);
    },
  );

  it('does not score periods without transactions', () => {
    const { input, expected } = caseOf<{ months: number[]; active: number[] }, { scored: number; notScored: number[] }>(
      'A-scorecard-inactive-periods',
    );
    const totals = input.months.map((month) => totalOf(criteriaOf([100], [input.active.includes(month) ? 75 : null])));
    expect(totals.filter((total) => total !== null)).toHaveLength(expected.scored);
    expect(input.months.filter((_, index) => totals[index] === null)).toEqual(expected.notScored);
    expect(overallOf(totals.map((total, index) => ({ total, periodsAgo: 6 - index })))!.toFixed()).toBe('75');
  });

  it('is null without a scored period, and if all are older than a year of months', () => {
    expect(overallOf([])).toBeNull();
    expect(overallOf([{ periodsAgo: 12, total: decimal(80) }])).toBeNull();
  });

  it('weighs the newest calendar period with 1 and the thirteenth with 0', () => {
    expect([0, 1, 6, 11, 12, 40].map((periodsAgo) => weightOf(periodsAgo).toDecimalPlaces(4).toNumber())).toEqual([
      1, 0.9167, 0.5, 0.0833, 0, 0,
    ]);
  });

  it('lies between 0 and 100, and between the smallest and the largest total', () => {
    const totals = fc.array(fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null }), { maxLength: 15 });
    fc.assert(
      fc.property(totals, (tenths) => {
        const newestFirst = tenths.map((each) => (each === null ? null : each / 10));
        const known = newestFirst.slice(0, 12).filter((each) => each !== null);
        const found = overall(newestFirst);
        if (known.length === 0) return expect(found).toBeNull();
        expect(found).toBeGreaterThanOrEqual(Math.min(...known));
        expect(found).toBeLessThanOrEqual(Math.max(...known));
      }),
    );
  });
});

describe('the standing', () => {
  const { input, expected } = caseOf<{ bands: [string, number, number][]; scores: number[] }, { standing: string[] }>(
    'A-scorecard-standings',
  );
  const bands = input.bands.map(([name, from]) => ({ name, from: String(from) }));

  it.each(input.scores.map((score, index) => [score, expected.standing[index]!]))('of %s is %s', (score, name) => {
    expect(standingOf(bands, decimal(score))!.name).toBe(name);
  });

  it('follows from the rounded score', () => {
    const nearly = overall([79.95]);
    expect(standingOf(bands, decimal(nearly!))!.name).toBe('Excellent');
    expect(standingOf(bands, null)).toBeNull();
  });
});

const criterion = fc
  .record({
    maximum: fc.integer({ min: 1, max: 500 }),
    weight: fc.integer({ min: 1, max: 100 }),
    share: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  })
  .map(({ maximum, weight, share }) => ({
    maximum: String(maximum),
    weight: String(weight),
    score: share === null ? null : decimal(maximum).times(share).div(100).toFixed(),
  }));
const criteria = fc.array(criterion, { minLength: 1, maxLength: 8 });

describe('properties of the total', () => {
  it('lies between 0 and 100', () => {
    fc.assert(
      fc.property(criteria, (all) => {
        const total = totalOf(all);
        if (total === null) expect(all.every(({ score }) => score === null)).toBe(true);
        else expect(total.gte(0) && total.lte(100)).toBe(true);
      }),
    );
  });

  it('rises with each criterion', () => {
    fc.assert(
      fc.property(criteria, fc.nat(), (all, chosen) => {
        const index = chosen % all.length;
        const { score, maximum } = all[index]!;
        if (score === null || decimal(score).eq(maximum)) return;
        const better = all.map((each, position) => (position === index ? { ...each, score: maximum } : each));
        expect(totalOf(better)!.gt(totalOf(all)!)).toBe(true);
      }),
    );
  });

  it('does not depend on criteria without data', () => {
    fc.assert(
      fc.property(criteria, (all) => {
        const known = all.filter(({ score }) => score !== null);
        expect(totalOf(all)?.toFixed()).toBe(totalOf(known)?.toFixed());
      }),
    );
  });

  it('reaches 100 when every gap is closed: the points of the gaps add up to what is missing', () => {
    fc.assert(
      fc.property(criteria, (all) => {
        const total = totalOf(all);
        const points = gapsOf(all).reduce((sum, gap) => sum.plus(gap.points), decimal(0));
        if (total) expect(total.plus(points).toFixed(10)).toBe('100.0000000000');
      }),
    );
  });
});

describe('the gaps', () => {
  it('are ordered by the points that they cost', () => {
    const all = [
      { code: 'small', weight: '10', maximum: '100', score: '0' },
      { code: 'full', weight: '30', maximum: '5', score: '5' },
      { code: 'unknown', weight: '20', maximum: '100', score: null },
      { code: 'large', weight: '40', maximum: '10', score: '4' },
    ];
    expect(gapsOf(all).map(({ criterion: { code }, points }) => [code, points.toFixed()])).toEqual([
      ['large', '30'],
      ['small', '12.5'],
    ]);
  });
});
