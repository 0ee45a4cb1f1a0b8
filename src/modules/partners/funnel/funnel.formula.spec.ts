import fc from 'fast-check';
import { addDays } from '../../../shared/domain/dates';
import { Funnel, type FunnelStage, funnelStages, type Milestones } from './funnel.formula';

/** A partner that reached one stage after the other, after these numbers of days. */
const partner = (...days: number[]): Milestones => {
  let day = '2026-01-01';
  const reached = funnelStages.map((stage, index): [FunnelStage, string | null] => {
    if (index > days.length) return [stage, null];
    if (index > 0) day = addDays(day, days[index - 1]!);
    return [stage, day];
  });
  return Object.fromEntries(reached) as Milestones;
};
const countFunnel = (partners: readonly Milestones[]) => {
  const funnel = new Funnel();
  for (const each of partners) funnel.add(each);
  return funnel.counts();
};
const plain = (partners: Milestones[]) =>
  countFunnel(partners).map(({ count, conversionPercent, medianDays }) => [
    count,
    conversionPercent?.toFixed() ?? null,
    medianDays?.toFixed() ?? null,
  ]);

describe('the funnel', () => {
  it('has for each stage the count, the share of the stage before and the median of the days', () => {
    expect(plain([partner(3, 30, 1, 60, 20, 90), partner(5, 40, 2), partner(10)])).toEqual([
      [3, null, null],
      [3, '100', '5'],
      [2, '66.67', '35'],
      [2, '100', '1.5'],
      [1, '50', '60'],
      [1, '100', '20'],
      [1, '100', '90'],
    ]);
  });

  it('has no conversion from an empty stage', () => {
    expect(plain([])).toEqual(funnelStages.map(() => [0, null, null]));
    expect(plain([partner()])[2]).toEqual([0, null, null]);
  });

  it('has the median of any number of days', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 }), { minLength: 1 }), (days) => {
        const sorted = [...days].sort((left, right) => left - right);
        const middle = sorted.length / 2;
        const expected = (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
        expect(plain(days.map((each) => partner(each)))[1]).toEqual([days.length, '100', String(expected)]);
      }),
    );
  });

  it('never widens if each stage is reached through the previous one', () => {
    const ways = fc.array(fc.array(fc.nat({ max: 400 }), { maxLength: 6 }));
    fc.assert(
      fc.property(ways, (all) => {
        const counts = countFunnel(all.map((days) => partner(...days))).map(({ count }) => count);
        expect(counts).toEqual([...counts].sort((left, right) => right - left));
      }),
    );
  });
});
