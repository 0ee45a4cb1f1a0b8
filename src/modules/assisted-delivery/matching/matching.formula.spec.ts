import fc from 'fast-check';
import { addDays } from '../../../shared/domain/dates';
import { decimal } from '../../../shared/domain/decimal';
import {
  capacityPart,
  experiencePart,
  freePercent,
  type MatchPart,
  MatchPartCode,
  neededDays,
  qualificationPart,
  ranked,
  scorecardPart,
  scoreOf,
  weights,
} from './matching.formula';

const march = { from: '2026-03-01', until: '2026-03-31' };
const { QUALIFICATION, CAPACITY, REGION, INDUSTRY, SCORECARD } = MatchPartCode;

it('has weights that add up to 100', () => {
  expect(Object.keys(weights).sort()).toEqual([QUALIFICATION, CAPACITY, REGION, INDUSTRY, SCORECARD].sort());
  expect(Object.values(weights).reduce((total, weight) => total + weight)).toBe(100);
});

describe('the relevant days', () => {
  it.each([
    ['2026-04-01', '2026-06-30', '2026-04-01', '2026-06-30'],
    ['2026-01-01', '2026-06-30', '2026-03-02', '2026-06-30'],
    ['2026-01-01', '2026-02-28', '2026-03-02', '2026-03-02'],
    ['2026-04-01', null, '2026-04-01', '2026-06-29'],
    [null, null, '2026-03-02', '2026-05-30'],
    [null, '2026-03-31', '2026-03-02', '2026-03-31'],
  ])('of a project from %s to %s, on 2 March, are %s to %s', (startsOn, endsOn, from, until) => {
    expect(neededDays(startsOn, endsOn, '2026-03-02')).toEqual({ from, until });
  });
});

describe('free time', () => {
  const free = (...shares: [string, string, number][]) =>
    freePercent(
      shares.map(([from, until, percent]) => ({ from, until, percent })),
      { from: '2026-03-01', until: '2026-03-10' },
    ).toFixed();

  it('is the mean over the days', () => {
    expect(free()).toBe('100');
    expect(free(['2026-03-01', '2026-03-10', 40])).toBe('60');
    expect(free(['2026-03-06', '2026-03-31', 100])).toBe('50');
    expect(free(['2026-02-01', '2026-03-01', 50])).toBe('95');
    expect(free(['2026-03-11', '2026-03-12', 100], ['2026-02-01', '2026-02-28', 100])).toBe('100');
  });

  it('is 0 on a day that is over-allocated, never negative', () => {
    expect(free(['2026-03-01', '2026-03-05', 80], ['2026-03-01', '2026-03-05', 80])).toBe('50');
  });

  it('lies between 0 and 100, and never grows with another allocation', () => {
    const share = fc
      .record({
        start: fc.integer({ min: -20, max: 40 }),
        length: fc.integer({ min: 0, max: 30 }),
        percent: fc.integer({ min: 1, max: 100 }),
      })
      .map(({ start, length, percent }) => {
        const from = addDays('2026-03-01', start);
        return { from, until: addDays(from, length), percent };
      });
    fc.assert(
      fc.property(fc.array(share, { maxLength: 6 }), share, (shares, another) => {
        const before = freePercent(shares, march);
        const after = freePercent([...shares, another], march);
        expect(before.gte(0) && before.lte(100)).toBe(true);
        expect(after.lte(before)).toBe(true);
      }),
    );
  });

  it('agrees with counting day by day', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: -5, max: 35 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 100 })),
          {
            maxLength: 4,
          },
        ),
        (raw) => {
          const shares = raw.map(([start, length, percent]) => {
            const from = addDays('2026-03-01', start);
            return { from, until: addDays(from, length), percent };
          });
          let total = 0;
          for (let day = 0; day < 31; day += 1) {
            const date = addDays('2026-03-01', day);
            const taken = shares.filter(({ from, until }) => from <= date && date <= until);
            total += Math.max(0, 100 - taken.reduce((all, { percent }) => all + percent, 0));
          }
          expect(freePercent(shares, march).toFixed(10)).toBe(decimal(total).div(31).toFixed(10));
        },
      ),
    );
  });
});

describe('the parts', () => {
  const member = (free: number, id: string) => ({
    certificationId: `c${id}`,
    free: decimal(free),
    allocationIds: free < 100 ? [`a${id}`] : [],
  });

  it.each([
    [[], '0'],
    [[50], '25'],
    [[100], '50'],
    [[100, 40], '70'],
    [[100, 100], '100'],
    [[100, 100, 100], '100'],
  ])('members free for %j percent are worth %s', (free, value) => {
    const part = capacityPart(
      free.map((each, index) => member(each, String(index))),
      march,
    );
    expect(part.value!.toFixed()).toBe(value);
  });

  it('explain themselves, with the records as evidence', () => {
    expect(capacityPart([member(100, '1'), member(25, '2')], march)).toMatchObject({
      code: CAPACITY,
      weight: 30,
      explanation:
        'Members certified for the offering: 2. From 2026-03-01 to 2026-03-31, their free time equals 1.25 full-time people; 2 score 100.',
      evidence: ['c1', 'c2', 'a2'],
    });
    expect(qualificationPart(true, 'q').value!.toFixed()).toBe('100');
    expect(qualificationPart(false, 'q')).toMatchObject({
      evidence: ['q'],
      explanation: expect.stringContaining('mentor'),
    });
    expect(qualificationPart(false, 'q').value!.toFixed()).toBe('50');
  });

  it('give the scorecard, or that it is not known', () => {
    expect(scorecardPart(null, [])).toMatchObject({ code: SCORECARD, value: null, evidence: [] });
    expect(scorecardPart(decimal('82.5'), ['s'])).toMatchObject({
      explanation: 'The overall score is 82.5.',
      evidence: ['s'],
    });
  });

  it.each([
    [0, false, '0'],
    [0, true, '50'],
    [1, false, '33.33'],
    [1, true, '50'],
    [2, true, '66.67'],
    [3, false, '100'],
    [9, true, '100'],
  ])('%s closed projects, stated by the firm: %s, are worth %s', (count, stated, value) => {
    const projects = Array.from({ length: count }, (_, index) => `p${index}`);
    const part = experiencePart(INDUSTRY, 'Paper', projects, stated ? 'firm' : null);
    expect(part.value!.toDecimalPlaces(2).toFixed()).toBe(value);
    expect(part.evidence).toEqual([...projects, ...(stated ? ['firm'] : [])]);
  });
});

describe('the score', () => {
  const part = (code: MatchPartCode, value: number | null): MatchPart => ({
    ...scorecardPart(null, []),
    code,
    weight: weights[code],
    value: value === null ? null : decimal(value),
  });

  it('is the mean weighted by the weights', () => {
    const parts = [
      part(QUALIFICATION, 100),
      part(CAPACITY, 50),
      part(REGION, 0),
      part(INDUSTRY, 100),
      part(SCORECARD, 80),
    ];
    // (30·100 + 30·50 + 0 + 15·100 + 15·80) ÷ 100
    expect(scoreOf(parts)!.toFixed()).toBe('72');
  });

  it('leaves unknown values out of both sums', () => {
    expect(scoreOf([part(QUALIFICATION, 100), part(CAPACITY, 50), part(SCORECARD, null)])!.toFixed()).toBe('75');
    expect(scoreOf([part(SCORECARD, null)])).toBeNull();
    expect(scoreOf([])).toBeNull();
  });

  it('lies between the smallest and the largest value, and rises with each part', () => {
    const value = fc.option(fc.integer({ min: 0, max: 100 }), { nil: null });
    const codes = Object.values(MatchPartCode);
    fc.assert(
      fc.property(fc.tuple(value, value, value, value, value), fc.integer({ min: 0, max: 4 }), (values, index) => {
        const parts = values.map((each, position) => part(codes[position]!, each));
        const score = scoreOf(parts);
        const known = values.filter((each) => each !== null);
        if (score === null) return expect(known).toEqual([]);
        expect(score.gte(Math.min(...known)) && score.lte(Math.max(...known))).toBe(true);
        const here = values[index];
        if (here === null || here === undefined || here === 100) return;
        const better = parts.map((each, position) => (position === index ? part(each.code, here + 1) : each));
        expect(scoreOf(better)!.gt(score)).toBe(true);
      }),
    );
  });
});

describe('the rank', () => {
  it('is shared by equal scores, in the order of the keys', () => {
    const candidate = (key: string, score: number) => ({ key, score: decimal(score) });
    const found = ranked([candidate('b', 70), candidate('c', 90), candidate('a', 70), candidate('d', 10)]);
    expect(found.map(({ key, rank }) => [key, rank])).toEqual([
      ['c', 1],
      ['a', 2],
      ['b', 2],
      ['d', 4],
    ]);
  });

  it('does not depend on the order of the candidates', () => {
    const candidate = fc.record({
      key: fc.string(),
      score: fc.integer({ min: 0, max: 5 }).map((each) => decimal(each)),
    });
    const candidates = fc.uniqueArray(candidate, { selector: ({ key }) => key, maxLength: 8 });
    fc.assert(
      fc.property(candidates, (all) => {
        expect(ranked([...all].reverse()).map(({ key }) => key)).toEqual(ranked(all).map(({ key }) => key));
      }),
    );
  });
});
