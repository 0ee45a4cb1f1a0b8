import fc from 'fast-check';
import { addDays, daysInRange, type PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal } from '../../../shared/domain/decimal';
import { schedule } from '../earned-value/earned-value.formula';
import {
  durationByEarnedSchedule,
  history,
  isEnough,
  percentile,
  randomNumbers,
  runs,
  seedOf,
  shareWithin,
  simulate,
  type Week,
} from './forecast.formula';

/** A Monday. */
const day = (offset: number): PlainDate => addDays('2026-01-05', offset);
const seed = '0123456789abcdef0123456789abcdef';
const week = (earned: number, cost: number): Week => ({ earned: decimal(earned), cost: decimal(cost) });
const play = (weeks: readonly Week[], left: number, spent = 0, from = seed) =>
  simulate(weeks, decimal(left), decimal(spent), randomNumbers(from));
const range = (ordered: Float64Array) => [10, 50, 80].map((percent) => percentile(ordered, percent));

describe('the random numbers', () => {
  it('are those of xoshiro128** 1.1, seeded with 1, 2, 3 and 4', () => {
    const next = randomNumbers('00000001000000020000000300000004');
    const first = Array.from({ length: 10 }, () => next() * 4_294_967_296);
    // From its reference implementation in C, as published with the tests of rand_xoshiro.
    expect(first).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('are spread evenly from 0 to 1', () => {
    const next = randomNumbers(seed);
    const tenths = new Array<number>(10).fill(0);
    for (let count = 0; count < 100_000; count += 1) tenths[Math.floor(next() * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('start from the whole question and the whole history', () => {
    const ask = (id = 'project_1', on = day(0), left = 5, spent = 3, weeks = [week(1, 2)]) =>
      seedOf(id, on, decimal(left), decimal(spent), weeks);
    expect(ask()).toMatch(/^[0-9a-f]{32}$/);
    expect(ask()).toBe(ask());
    const others = [
      ask('project_2'),
      ask('project_1', day(1)),
      ask('project_1', day(0), 6),
      ask('project_1', day(0), 5, 4),
      ask('project_1', day(0), 5, 3, [week(2, 1)]),
    ];
    expect(new Set([ask(), ...others]).size).toBe(6);
  });
});

describe('the history', () => {
  const items = [
    {
      startsOn: day(0),
      endsOn: day(99),
      budget: decimal(1000),
      countDays: daysInRange,
      steps: [3, 10, 24].map((offset, index) => ({
        on: day(offset),
        part: decimal((index + 1) * 10),
        whole: decimal(100),
      })),
    },
  ];
  const spending = [
    { on: day(24), cost: decimal(7) },
    { on: day(2), cost: decimal(5) },
  ];
  const weeks = (on: number, rests: Parameters<typeof history>[2] = []) =>
    history(items, spending, rests, day(on)).map(({ earned, cost }) => [earned.toNumber(), cost.toNumber()]);

  it('has every full week since the first record, including weeks without progress', () => {
    expect(weeks(27)).toEqual([
      [100, 5],
      [100, 0],
      [0, 0],
      [100, 7],
    ]);
  });

  it('leaves out the current week', () => {
    expect(weeks(26)).toHaveLength(3);
    expect(weeks(5)).toEqual([]);
  });

  it.each([
    ['a week that rested', { from: day(14), until: day(21) }, 3],
    ['a week that rested until Saturday', { from: day(12), until: day(19) }, 3],
    ['not a week with work on its Friday', { from: day(12), until: day(18) }, 4],
    ['not a week with work on its Monday', { from: day(15), until: day(21) }, 4],
    ['not a week with a record', { from: day(7), until: day(14) }, 4],
    ['what rests still', { from: day(14), until: null }, 3],
  ])('leaves out %s', (_what, rest, expected) => {
    expect(weeks(27, [rest])).toHaveLength(expected);
  });

  it('is sufficient with six weeks, three of them with progress', () => {
    const idle = (many: number) => Array.from({ length: many }, () => week(0, 1));
    const busy = (many: number) => Array.from({ length: many }, () => week(1, 1));
    expect(isEnough([...busy(3), ...idle(3)])).toBe(true);
    expect(isEnough([...busy(3), ...idle(2)])).toBe(false);
    expect(isEnough([...busy(2), ...idle(9)])).toBe(false);
  });
});

describe('the simulation', () => {
  it('equals the formulas of earned value in every run if all weeks are alike', () => {
    // Ten of forty weeks are over, at half the planned pace and one and a half times the cost.
    const [bac, earned, spent, on] = [40_000, 5_000, 7_500, day(69)];
    const plan = [{ startsOn: day(0), endsOn: day(40 * 7 - 1), budget: decimal(bac), countDays: daysInRange }];
    const weeks = Array.from({ length: 10 }, () => week(earned / 10, spent / 10));
    const { days, cost } = play(weeks, bac - earned, spent);
    const { plannedDuration, actualTime, earnedSchedule } = schedule(plan, decimal(earned), on, null);
    const duration = durationByEarnedSchedule(plannedDuration, actualTime, earnedSchedule as Decimal);
    expect(duration).toBe(80 * 7);
    expect(range(days)).toEqual([duration - 70, duration - 70, duration - 70]);
    const estimate = (bac * spent) / earned;
    expect(range(cost)).toEqual([estimate, estimate, estimate]);
    expect([days[0], days[runs - 1], cost[0], cost[runs - 1]]).toEqual([490, 490, estimate, estimate]);
  });

  it('uses only the part of the last week that it needs, rounded up to a whole day', () => {
    const { days, cost } = play([week(100, 70)], 150);
    expect([days[0], cost[0]]).toEqual([11, 105]);
  });

  it('reports runs that never end', () => {
    const { days, cost } = play([week(-1, 5), week(0, 5)], 100);
    expect([range(days), range(cost)]).toEqual([Array(3).fill(Infinity), Array(3).fill(Infinity)]);
    expect(shareWithin(days, 1_000_000).toFixed()).toBe('0');
  });

  it('spreads wider if the weeks differ more', () => {
    const width = (spread: number) => {
      const { days } = play([week(100 - spread, 100), week(100, 100), week(100 + spread, 100)], 2_000);
      return percentile(days, 80) - percentile(days, 10);
    };
    const widths = [0, 20, 50, 100].map(width);
    expect(widths[0]).toBe(0);
    expect([...widths].sort((one, other) => one - other)).toEqual(widths);
    expect(new Set(widths).size).toBe(4);
  });

  it('matches the pace on average, with half of the runs on each side', () => {
    const weeks = [60, 80, 90, 100, 110, 120, 140].map((earned) => week(earned, 100));
    const { days, cost } = play(weeks, 5_000);
    expect(Math.abs(percentile(days, 50) - 350)).toBeLessThan(7);
    expect(Math.abs(percentile(cost, 50) / 5_000 - 1)).toBeLessThan(0.02);
    expect(Math.abs(shareWithin(days, 350).toNumber() - 0.5)).toBeLessThan(0.1);
  });

  const pasts = fc.array(
    fc.tuple(fc.integer({ min: -1_000, max: 100_000 }), fc.nat(100_000)).map(([earned, cost]) => week(earned, cost)),
    { minLength: 6, maxLength: 60 },
  );

  it('has its percentiles in order, and returns the same for the same seed', () => {
    fc.assert(
      fc.property(pasts, fc.integer({ min: 1, max: 2_000_000 }), fc.nat(1_000_000), (weeks, left, spent) => {
        const from = seedOf('project_1', day(0), decimal(left), decimal(spent), weeks);
        const { days, cost } = play(weeks, left, spent, from);
        for (const [p10, p50, p80] of [range(days), range(cost)]) {
          expect(p10! <= p50! && p50! <= p80!).toBe(true);
        }
        expect(days[0]!).toBeGreaterThan(0);
        expect(cost[0]!).toBeGreaterThanOrEqual(spent);
        expect(play(weeks, left, spent, from)).toEqual({ days, cost });
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    [10, 2],
    [50, 10],
    [80, 16],
    [100, 20],
    [1, 1],
  ])('P%i of twenty values is the one at position %i', (percent, place) => {
    const ordered = Float64Array.from({ length: 20 }, (_, index) => index + 1);
    expect(percentile(ordered, percent)).toBe(place);
    expect(shareWithin(ordered, place).toNumber()).toBe(place / 20);
  });
});
