import fc from 'fast-check';
import { cases as published } from '../../../../test/cases/incentives-and-scorecards.json';
import { daysBetween } from '../../../shared/domain/dates';
import { type Decimal, decimal, round, sum, zero } from '../../../shared/domain/decimal';
import type { RuleShape, RuleValues } from '../../../shared/domain/rule';
import {
  Beneficiary,
  CapPeriod,
  compileReward,
  type Counted,
  CountedOver,
  largestRemainder,
  marginal,
  nothingCounted,
  type Occurrence,
  periodOf,
  type Posting,
  postingsOf,
  rateAt,
  RewardKind,
  type RewardRule,
  RewardUnit,
  RewardValue,
  TierMode,
} from './reward.formula';

const shape: RuleShape = {
  ...{ quantity: 'decimal', amount: 'decimal', days: 'decimal', availability: 'decimal', name: 'text' },
};

const euros = (changes: Partial<RewardRule> = {}): RewardRule => ({
  kind: RewardKind.EARNED,
  unit: RewardUnit.MONEY,
  currencyCode: 'EUR',
  value: RewardValue.FIXED,
  tiers: [],
  countedOver: CountedOver.OCCURRENCE,
  credits: [{ beneficiary: Beneficiary.PARTNER, percent: '100' }],
  ...changes,
});
const points = (changes: Partial<RewardRule> = {}) =>
  euros({ unit: RewardUnit.POINTS, currencyCode: null, ...changes });

const occurrence = (values: RuleValues, changes: Partial<Occurrence> = {}): Occurrence => ({
  partnerId: 'partner_1',
  memberIds: [],
  projectId: null,
  recordId: 'project_1',
  values,
  currencyCode: 'EUR',
  ...changes,
});

const numbers = (values: Record<string, number | string>): RuleValues =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, decimal(value)]));

/** What is posted, in the main unit. */
function totalOf(postings: readonly Posting[]): Decimal {
  return sum(postings.map(({ points: given, amountMinor }) => given ?? decimal(amountMinor!).div(100)));
}

const post = (rule: RewardRule, values: Record<string, number | string>, counted: Counted = nothingCounted) =>
  totalOf(postingsOf(compileReward(rule, shape), occurrence(numbers(values)), counted)).toNumber();

/** Posts several occurrences of one period, one after the other. */
function postAll(rule: RewardRule, all: readonly Record<string, number | string>[]): Posting[][] {
  const reward = compileReward(rule, shape);
  let counted = nothingCounted;
  return all.map((values) => {
    const postings = postingsOf(reward, occurrence(numbers(values)), counted);
    counted = {
      toDate: counted.toDate.plus(sum(postings.map(({ quantity }) => quantity ?? zero))),
      posted: counted.posted.plus(sum(postings.map(({ points: given, amountMinor }) => given ?? amountMinor!))),
    };
    return postings;
  });
}

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- each case has inputs of its own */
const example = (id: string): any => published.find((each) => each.id === id)!;

describe('the published examples', () => {
  it('A-rebate-marginal-per-unit', () => {
    const { input, expected } = example('A-rebate-marginal-per-unit');
    const tiers = input.tiersByAmount.map(([, rate]: number[], index: number) => ({
      from: String(index === 0 ? 0 : input.tiersByAmount[index - 1][0]),
      rate: String(rate),
    }));
    const rule = euros({
      value: RewardValue.PER_UNIT,
      ...{ quantity: 'quantity', tierBasis: 'amount', tiers, tierMode: TierMode.MARGINAL },
    });
    for (const { line, quantity, amount } of input.lines) {
      expect(post(rule, { quantity, amount })).toBe(expected.rebate[line]);
    }
  });

  it('A-rebate-single-target', () => {
    const { input, expected } = example('A-rebate-single-target');
    const byCondition = euros({ rate: String(input.amount), condition: `amount >= ${input.target}` });
    const tiers = [{ from: String(input.target), rate: String(input.amount) }];
    const byTier = euros({ tiers, tierMode: TierMode.WHOLE, quantity: 'amount', countedOver: CountedOver.YEAR });
    for (const rule of [byCondition, byTier]) {
      expect(input.baselines.map((amount: number) => post(rule, { amount }))).toEqual(expected.rebates);
    }
  });

  it('A-commission-whole-tier', () => {
    const { input, expected } = example('A-commission-whole-tier');
    const tiers = [
      { from: '0', rate: '5' },
      { from: '200000', rate: String(input.rateOfTierReached * 100) },
    ];
    const rule = euros({ value: RewardValue.PERCENT, quantity: 'amount', tiers, tierMode: TierMode.WHOLE });
    expect(post(rule, { amount: input.sold })).toBe(expected.commission);
  });

  it('A-commission-tier-rate', () => {
    const { input, expected } = example('A-commission-tier-rate');
    const tiers = input.bands.map(([, rate]: number[], index: number) => ({
      from: String(index === 0 ? 0 : input.bands[index - 1][0]),
      rate: decimal(rate!).times(100).toFixed(),
    }));
    expect(rateAt(tiers, decimal(input.sold)).toNumber()).toBe(expected.rate * 100);
    const rule = euros({ value: RewardValue.PERCENT, quantity: 'amount', tiers, tierMode: TierMode.WHOLE });
    expect(post(rule, { amount: input.sold })).toBe(expected.payout);
    expect(post({ ...rule, tierMode: TierMode.MARGINAL }, { amount: input.sold })).toBe(expected.marginalPayout);
  });

  it('A-tier-volume-total-may-fall', () => {
    const { input, expected } = example('A-tier-volume-total-may-fall');
    // The source includes the upper bounds; these are half-open bands of whole numbers.
    const tiers = input.tiers.map(([, rate]: number[], index: number) => ({
      from: String(index === 0 ? 0 : input.tiers[index - 1][0] + 1),
      rate: String(rate),
    }));
    const rule = euros({ value: RewardValue.PER_UNIT, quantity: 'quantity', tiers, tierMode: TierMode.WHOLE });
    expect(input.quantities.map((quantity: number) => post(rule, { quantity }))).toEqual(expected.totals);
    // Ten units cost 65, an eleventh brings them to 66; nine and a steep discount take some back.
    const steep = [
      { from: '0', rate: '7' },
      { from: '10', rate: '6' },
    ];
    const total = postAll({ ...rule, tiers: steep, countedOver: CountedOver.YEAR }, [{ quantity: 9 }, { quantity: 1 }]);
    expect(total.map((each) => totalOf(each).toNumber())).toEqual([63, -3]);
  });

  it('A-commission-credit-note', () => {
    const { input, expected } = example('A-commission-credit-note');
    const rate = String(input.rate * 100);
    const rule = euros({ value: RewardValue.PERCENT, quantity: 'amount', rate });
    const posted = postAll(rule, [{ amount: input.invoices }, { amount: -input.creditNotes }]);
    expect(totalOf(posted.flat()).toNumber()).toBe(expected.commission);
  });

  it.each(['A-points-programme-1', 'A-points-programme-2'])('%s', (id) => {
    const { input, expected } = example(id);
    const posted = Object.entries<number>(input.facts).flatMap(([name, count]) => {
      const reward = compileReward(
        points({ rate: String(input.pointsPer[name]), condition: `name == "${name}"` }),
        shape,
      );
      return Array.from({ length: count }, () => postingsOf(reward, occurrence({ name }), nothingCounted)).flat();
    });
    expect(totalOf(posted).toNumber()).toBe(expected.points);
  });

  it('A-points-by-version-in-force', () => {
    const { input, expected } = example('A-points-by-version-in-force');
    const posted = input.deals.map(({ on, value }: { on: string; value: number }) => {
      const inForce = input.rates.filter(({ from }: { from: string }) => from <= on).at(-1);
      const rule = points({
        value: RewardValue.PER_UNIT,
        quantity: 'amount / 100',
        rate: String(inForce.pointsPer100),
      });
      return post(rule, { amount: value });
    });
    expect(posted).toEqual(expected.points);
  });

  it('A-tier-table-mrr', () => {
    const { input, expected } = example('A-tier-table-mrr');
    const tiers = input.tiers.map(([, from, rate]: [string, number, number]) => ({
      from: String(from),
      rate: String(rate),
    }));
    const names = input.mrr.map((mrr: number) => {
      const rate = rateAt(tiers, decimal(mrr)).toNumber();
      return input.tiers.find((tier: [string, number, number]) => tier[2] === rate)[0];
    });
    expect(names).toEqual(expected.tier);
  });

  it('A-mdf-coop-claim-cap', () => {
    const { input, expected } = example('A-mdf-coop-claim-cap');
    const quantity = `min(amount * ${input.share}, ${input.purchases} * ${input.capPercent})`;
    const rule = euros({ value: RewardValue.PERCENT, rate: '100', quantity });
    expect(post(rule, { amount: input.eligibleSpend })).toBe(expected.paid);
    expect(post(rule, { amount: input.eligibleSpend * 2 })).toBe(expected.cap);
  });

  it('A-penalty-per-week-capped', () => {
    const { input, expected } = example('A-penalty-per-week-capped');
    const days = daysBetween(input.due, input.done);
    expect(days).toBe(expected.days);
    const most = input.capPercent / input.percentPerWeek;
    const rule = euros({
      kind: RewardKind.PENALTY,
      value: RewardValue.PERCENT,
      ...{ rate: String(input.percentPerWeek * 100), quantity: `amount * min(ceil(days / 7), ${most})` },
    });
    expect(post(rule, { amount: input.contractValue, days })).toBe(-expected.penalty);
    expect(post(rule, { amount: input.contractValue, days: 1000 })).toBe(-expected.cap);
    const capped = { ...rule, quantity: 'amount * ceil(days / 7)', cap: { amount: '5000000', period: CapPeriod.YEAR } };
    expect(post(capped, { amount: input.contractValue, days: 1000 })).toBe(-expected.cap);
  });

  it('A-service-credit', () => {
    const { input, expected } = example('A-service-credit');
    const rule = euros({ value: RewardValue.PERCENT, rate: String(input.creditPercent), quantity: 'amount' });
    expect(post(rule, { amount: input.monthlyFee })).toBe(expected.credit);
  });

  it('A-service-credit-bands', () => {
    const { input, expected } = example('A-service-credit-bands');
    // The source names upper bounds, which belong to the better band.
    const tiers = [
      { from: '0', rate: String(input.bands[0][1]) },
      ...input.bands.map(([from]: number[], index: number) => ({
        from: String(from),
        rate: String(input.bands[index + 1]?.[1] ?? 0),
      })),
    ];
    const rule = euros({
      value: RewardValue.PERCENT,
      ...{ quantity: 'amount', tierBasis: 'availability', tiers, tierMode: TierMode.WHOLE },
    });
    const credits = input.availability.map((availability: number) => post(rule, { amount: 100, availability }));
    expect(credits).toEqual(expected.creditPercent);
  });
});

describe('a rule', () => {
  it('does not apply when its condition does not hold, or a value is not known', () => {
    const rule = euros({ value: RewardValue.PER_UNIT, rate: '1', quantity: 'amount', condition: 'days > 1' });
    const postings = (values: RuleValues) => postingsOf(compileReward(rule, shape), occurrence(values), nothingCounted);
    expect(postings(numbers({ days: 2, amount: 3 }))).toHaveLength(1);
    expect(postings(numbers({ days: 1, amount: 3 }))).toEqual([]);
    expect(postings(numbers({ amount: 3 }))).toEqual([]);
    expect(postings({ ...numbers({ days: 2 }), amount: null })).toEqual([]);
    expect(post({ ...rule, quantity: 'amount / (days - 2)' }, { amount: 1, days: 2 })).toBe(0);
  });

  it('takes a percentage only of amounts in its currency', () => {
    const rule = euros({ value: RewardValue.PERCENT, rate: '10', quantity: 'amount' });
    const postings = (currencyCode: string | null, changes: Partial<RewardRule> = {}) =>
      postingsOf(
        compileReward({ ...rule, ...changes }, shape),
        occurrence(numbers({ amount: 1005 }), { currencyCode }),
        nothingCounted,
      );
    expect(postings('USD')).toEqual([]);
    expect(postings(null)).toEqual([]);
    expect(postings('JPY', { currencyCode: null })).toMatchObject([{ amountMinor: 101, currencyCode: 'JPY' }]);
  });

  it('rounds money to the minor unit and points to two decimals, half up', () => {
    expect(post(euros({ value: RewardValue.PER_UNIT, rate: '0.005', quantity: 'amount' }), { amount: 1 })).toBe(0.01);
    expect(post(points({ value: RewardValue.PER_UNIT, rate: '1', quantity: 'amount / 8' }), { amount: 1 })).toBe(0.13);
  });

  it('posts nothing that is out of the range of money', () => {
    const rule = euros({ value: RewardValue.PER_UNIT, rate: '1000000000', quantity: 'amount' });
    expect(post(rule, { amount: 90_000_000_000 })).toBe(0);
    expect(post(rule, { amount: 900_000_000_000 })).toBe(0);
    expect(post(rule, { amount: 10_000 })).toBe(10_000_000_000_000);
  });

  it('counts what it does not reward yet', () => {
    const tiers = [{ from: '100', rate: '2' }];
    const rule = points({
      value: RewardValue.PER_UNIT,
      ...{ quantity: 'amount', tiers, tierMode: TierMode.WHOLE, countedOver: CountedOver.QUARTER },
    });
    const posted = postAll(rule, [{ amount: 60 }, { amount: 50 }, { amount: 0 }]);
    expect(
      posted.map((each) => each.map(({ points: given, quantity }) => [given?.toNumber(), quantity?.toNumber()])),
    ).toEqual([[[0, 60]], [[220, 50]], []]);
  });

  it('gives a fixed value of a period once, when its target is reached', () => {
    const tiers = [
      { from: '100', rate: '10' },
      { from: '200', rate: '25' },
    ];
    const rule = euros({ quantity: 'amount', tiers, tierMode: TierMode.WHOLE, countedOver: CountedOver.YEAR });
    const posted = postAll(rule, [{ amount: 99 }, { amount: 1 }, { amount: 50 }, { amount: 50 }, { amount: -60 }]);
    expect(posted.map((each) => totalOf(each).toNumber())).toEqual([0, 10, 0, 15, -15]);
  });

  it('is cut to what is left under its cap, which a reversal gives back', () => {
    const rule = euros({ rate: '40', cap: { amount: '100', period: CapPeriod.MONTH } });
    const posted = (before: number) => post(rule, {}, { toDate: zero, posted: decimal(before) });
    expect([0, 60_00, 61_00, 100_00, 120_00].map(posted)).toEqual([40, 40, 39, 0, 0]);
    const penalty = { ...rule, kind: RewardKind.PENALTY };
    expect(post(penalty, {}, { toDate: zero, posted: decimal(-70_00) })).toBe(-30);
    const ofPoints = points({ rate: '40', cap: { amount: '100', period: CapPeriod.MONTH } });
    expect(post(ofPoints, {}, { toDate: zero, posted: decimal('70.5') })).toBe(29.5);
  });

  it('splits between the firm and its people, to the last cent', () => {
    const rule = euros({
      rate: '100',
      credits: [
        { beneficiary: Beneficiary.PARTNER, percent: '50' },
        { beneficiary: Beneficiary.MEMBER, percent: '50' },
      ],
    });
    const split = (memberIds: Occurrence['memberIds'], given = rule) =>
      postingsOf(compileReward(given, shape), occurrence({}, { memberIds }), nothingCounted).map(
        ({ memberId, amountMinor }) => [memberId, amountMinor],
      );
    expect(split([])).toEqual([[null, 100_00]]);
    expect(split(['user_1'])).toEqual([
      [null, 50_00],
      ['user_1', 50_00],
    ]);
    expect(split(['user_1', 'user_2', 'user_3'])).toEqual([
      [null, 50_00],
      ['user_1', 16_67],
      ['user_2', 16_67],
      ['user_3', 16_66],
    ]);
    const toPeople = { ...rule, rate: '0.02', credits: [{ beneficiary: Beneficiary.MEMBER, percent: '100' }] };
    expect(split(['user_1', 'user_2', 'user_3'], toPeople)).toEqual([
      ['user_1', 1],
      ['user_2', 1],
    ]);
  });
});

describe('periods', () => {
  it.each([
    [CountedOver.MONTH, '2026-02-28', { from: '2026-02-01', until: '2026-03-01' }],
    [CountedOver.QUARTER, '2026-12-31', { from: '2026-10-01', until: '2027-01-01' }],
    [CountedOver.QUARTER, '2026-04-01', { from: '2026-04-01', until: '2026-07-01' }],
    [CapPeriod.YEAR, '2026-07-15', { from: '2026-01-01', until: '2027-01-01' }],
    [CountedOver.OCCURRENCE, '2026-07-15', null],
  ])('%s of %s', (period, on, expected) => {
    expect(periodOf(period, on)).toEqual(expected);
  });
});

const cents = fc.integer({ min: -100_000_00, max: 1_000_000_00 }).map((minor) => decimal(minor).div(100).toFixed());
const bands = fc
  .uniqueArray(fc.nat(1_000_000), { minLength: 1, maxLength: 6 })
  .chain((starts) =>
    fc
      .array(fc.nat(2_000), { minLength: starts.length, maxLength: starts.length })
      .map((rates) =>
        starts
          .sort((a, b) => a - b)
          .map((from, index) => ({ from: String(from), rate: decimal(rates[index]!).div(100).toFixed() })),
      ),
  );

describe('for all tiers and amounts', () => {
  it.each([TierMode.MARGINAL, TierMode.WHOLE])('what is posted one by one adds up to what is due: %s', (tierMode) => {
    fc.assert(
      fc.property(bands, fc.array(cents, { maxLength: 12 }), (tiers, amounts) => {
        const rule = euros({
          value: RewardValue.PERCENT,
          ...{ quantity: 'amount', tiers, tierMode, countedOver: CountedOver.YEAR },
        });
        const posted = totalOf(
          postAll(
            rule,
            amounts.map((amount) => ({ amount })),
          ).flat(),
        );
        const total = sum(amounts);
        const due = tierMode === TierMode.MARGINAL ? marginal(tiers, total) : rateAt(tiers, total).times(total);
        expect(posted.toFixed()).toBe(round(due.div(100), 2).toFixed());
      }),
    );
  });

  it('the parts of a marginal total are the blended rate of the whole', () => {
    fc.assert(
      fc.property(bands, fc.nat(2_000_000), (tiers, total) => {
        const byParts = tiers.map(({ from, rate }, index) => {
          const until = Math.min(total, Number(tiers[index + 1]?.from ?? Infinity));
          return decimal(Math.max(0, until - Number(from))).times(rate);
        });
        expect(marginal(tiers, decimal(total)).toFixed()).toBe(sum(byParts).toFixed());
      }),
    );
  });

  it('a cap is never exceeded, in any order', () => {
    fc.assert(
      fc.property(bands, fc.array(cents, { maxLength: 12 }), fc.nat(100_000), (tiers, amounts, cap) => {
        const rule = euros({
          value: RewardValue.PERCENT,
          ...{ quantity: 'amount', tiers, tierMode: TierMode.MARGINAL, countedOver: CountedOver.YEAR },
          cap: { amount: String(cap), period: CapPeriod.YEAR },
        });
        let total = zero;
        for (const postings of postAll(
          rule,
          amounts.map((amount) => ({ amount })),
        )) {
          total = total.plus(totalOf(postings));
          expect(total.lte(cap)).toBe(true);
        }
      }),
    );
  });

  it('parts by the largest remainder are whole, sum to the whole, and are less than one off', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), weights, (units, all) => {
        const parts = largestRemainder(
          decimal(units),
          all.map((weight) => decimal(weight)),
        );
        expect(sum(parts).toNumber()).toBe(units);
        const total = all.reduce((one, other) => one + other, 0);
        parts.forEach((part, index) => {
          expect(part.isInteger()).toBe(true);
          expect(part.minus(decimal(units).times(all[index]!).div(total)).abs().lt(1)).toBe(true);
        });
      }),
    );
  });
});
