import fc from 'fast-check';
import published from '../../../../test/cases/earned-value.json';
import { addDays, daysInRange, type PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal, sum } from '../../../shared/domain/decimal';
import { builtInCalendar, workingDays } from '../../projects/calendars/working-calendar.formula';
import {
  budgetAtCompletion,
  completedOn,
  completeSince,
  earnedTotal,
  earnedValue,
  type Figure,
  FigureGap,
  indicators,
  isKnown,
  type PlannedItem,
  plannedValue,
  schedule,
  totalsByPhase,
  totalsFor,
  weeklySeries,
  zeroFiftyHundred,
} from './earned-value.formula';

const day = (offset: number): PlainDate => addDays('2026-01-05', offset);
const item = (from: number, to: number, budget: number): PlannedItem => ({
  startsOn: day(from),
  endsOn: day(to),
  budget: decimal(budget),
  countDays: daysInRange,
});
const totals = (bac: number, pv: number, ev: number, ac: number) => ({
  bac: decimal(bac),
  pv: decimal(pv),
  ev: decimal(ev),
  ac: decimal(ac),
});
const known = (figure: Figure): Decimal => {
  if (!isKnown(figure)) throw new Error(`There is no figure: ${figure}`);
  return figure;
};

describe('the published examples', () => {
  const names = { eacCpiSpi: 'eacByCpiSpi' } as Record<string, keyof ReturnType<typeof indicators>>;
  const figures = published.cases.flatMap(({ id, bac, pv, ev, ac, printed, exact = {} }) =>
    Object.entries(printed).map(([name, value]) => {
      const exactly = (exact as Record<string, number>)[name];
      return { id, name, value: exactly ?? value, isExact: exactly !== undefined, given: totals(bac, pv, ev, ac) };
    }),
  );

  it.each(figures)('$id: $name is $value', ({ name, value, isExact, given }) => {
    const computed = known(indicators(given)[names[name] ?? (name as keyof ReturnType<typeof indicators>)]);
    // Authors print rounded or truncated values, so the last printed digit may be off by less than one.
    const places = isExact ? null : (String(value).split('.')[1] ?? '').length;
    if (places === null) expect(computed.toNumber()).toBe(value);
    else expect(computed.minus(value).abs().toNumber()).toBeLessThan(10 ** -places);
  });

  it('earn the values of their tasks', () => {
    const { tasks, ev } = published.cases.find(({ id }) => id === 'four-tasks')!;
    const earned = tasks!.map((task) =>
      earnedValue(decimal(task.bac), [{ on: day(0), part: decimal(task.ev), whole: decimal(task.bac) }], day(1)),
    );
    expect(sum(earned).toNumber()).toBe(ev);
  });
});

describe('figures without a value', () => {
  it.each([
    ['no cost yet', totals(100, 50, 40, 0), { cpi: 'NO_ACTUAL_COST', eac: 'NO_ACTUAL_COST', etc: 'NO_ACTUAL_COST' }],
    ['no cost yet', totals(100, 50, 40, 0), { vac: 'NO_ACTUAL_COST', eacByCpiSpi: 'NO_ACTUAL_COST' }],
    ['nothing planned yet', totals(100, 0, 40, 45), { spi: 'NO_PLANNED_VALUE', eacByCpiSpi: 'NO_PLANNED_VALUE' }],
    ['nothing earned yet', totals(100, 50, 0, 45), { eac: 'NOTHING_EARNED', eacByCpiSpi: 'NOTHING_EARNED' }],
    ['nothing earned yet', totals(100, 50, 0, 45), { etc: 'NOTHING_EARNED', vac: 'NOTHING_EARNED' }],
    ['the budget spent', totals(100, 50, 40, 100), { tcpi: 'BUDGET_SPENT' }],
    ['more than the budget spent', totals(100, 50, 40, 130), { tcpi: 'BUDGET_SPENT' }],
    ['no budget', totals(0, 0, 0, 45), { cpi: 'NO_BUDGET', spi: 'NO_BUDGET', eac: 'NO_BUDGET', tcpi: 'NO_BUDGET' }],
    ['no budget', totals(0, 0, 0, 0), { etc: 'NO_BUDGET', vac: 'NO_BUDGET', eacByRemainingBudget: 'NO_BUDGET' }],
  ])('%s', (_what, given, expected) => {
    expect(indicators(given)).toMatchObject(expected);
  });

  it('are only those', () => {
    const { cpi, spi, cv, sv, eacByRemainingBudget } = indicators(totals(100, 50, 0, 45));
    expect([cpi, spi, cv, sv, eacByRemainingBudget].map((figure) => known(figure).toNumber())).toEqual([
      0, 0, -45, -50, 145,
    ]);
    expect(Object.values(indicators(totals(100, 50, 40, 45))).every(isKnown)).toBe(true);
  });
});

describe('planned value', () => {
  const tenDays = [item(0, 9, 1000)];

  it.each([
    [-1, 0],
    [0, 100],
    [4, 500],
    [8, 900],
    [9, 1000],
    [10, 1000],
    [400, 1000],
  ])('grows by a tenth with each of ten days, both ends included: on day %i it is %i', (offset, expected) => {
    expect(plannedValue(tenDays, day(offset)).toNumber()).toBe(expected);
  });

  it('is complete on the day of an item that lasts one day', () => {
    expect(plannedValue([item(3, 3, 700)], day(2)).toNumber()).toBe(0);
    expect(plannedValue([item(3, 3, 700)], day(3)).toNumber()).toBe(700);
  });
});

describe('planned value by working days', () => {
  const countDays = workingDays({ ...builtInCalendar, holidays: [{ on: day(3) }] });
  const twoWeeks = [{ ...item(0, 11, 900), countDays }];

  it.each([
    [0, 100],
    [2, 300],
    [3, 300],
    [4, 400],
    [6, 400],
    [7, 500],
    [11, 900],
    [13, 900],
  ])('grows on working days alone: on day %i it is %i', (offset, expected) => {
    expect(plannedValue(twoWeeks, day(offset)).toNumber()).toBe(expected);
  });

  it('grows on its days if an item has only a weekend', () => {
    const weekend = [{ ...item(5, 6, 100), countDays }];
    expect([4, 5, 6].map((offset) => plannedValue(weekend, day(offset)).toNumber())).toEqual([0, 50, 100]);
  });
});

describe('the day since which everything is earned', () => {
  const step = (offset: number, percent: number) => ({ on: day(offset), part: decimal(percent), whole: decimal(100) });
  const measured = (budget: number, ...steps: ReturnType<typeof step>[]) => ({ ...item(0, 9, budget), steps });

  it.each([
    ['the last of those of the items', [measured(5, step(1, 100)), measured(5, step(4, 60), step(6, 100))], 6],
    ['the first of those that say so', [measured(5, step(3, 100), step(7, 100))], 3],
    ['the last, where one took it back', [measured(5, step(3, 100), step(5, 80), step(7, 100))], 7],
    ['what has a budget alone', [measured(5, step(3, 100)), measured(0)], 3],
    ['none, while one is not', [measured(5, step(3, 100)), measured(5, step(3, 99))], null],
    ['none, where one was taken back', [measured(5, step(3, 100), step(4, 99))], null],
    ['none, before it', [measured(5, step(3, 50), step(10, 100))], null],
    ['none, where nothing has a budget', [measured(0, step(3, 100))], null],
  ])('is %s', (_what, items, expected) => {
    expect(completeSince([{ signedOn: day(0), items }], day(9))).toBe(expected === null ? null : day(expected));
  });
});

describe('the day since which everything is earned, over change orders', () => {
  const step = (offset: number, percent: number) => ({ on: day(offset), part: decimal(percent), whole: decimal(100) });
  const done = { ...item(0, 9, 5), steps: [step(3, 100)] };
  const open = { ...item(0, 9, 5), steps: [] };
  const base = (signedOn: number, ...items: (typeof done)[]) => ({ signedOn: day(signedOn), items });

  it.each([
    ['the change order that takes out what was not done', [base(0, done, open), base(6, done)], 6],
    ['as before, where everything was done before it', [base(0, done), base(6, done)], 3],
    [
      'the first of several change orders that leave only finished work',
      [base(0, done, open), base(5, done), base(7, done)],
      5,
    ],
    ['the second, where the first added something', [base(0, done), base(5, done, open), base(7, done)], 7],
    ['as before, where one was replaced on its day', [base(0, done), base(5, done, open), base(5, done)], 3],
    ['none, while the last one has something to do', [base(0, done), base(6, done, open)], null],
  ])('is that of %s', (_what, baselines, expected) => {
    expect(completeSince(baselines, day(9))).toBe(expected === null ? null : day(expected));
  });
});

describe('earned value', () => {
  const steps = [
    { on: day(2), part: decimal(25), whole: decimal(100) },
    { on: day(5), part: decimal(1), whole: decimal(3) },
  ];

  it.each([
    [1, '0'],
    [2, '75'],
    [4, '75'],
    [5, '100'],
  ])('follows the newest step: on day %i it is %s', (offset, expected) => {
    expect(earnedValue(decimal(300), steps, day(offset)).toFixed()).toBe(expected);
  });

  it.each([
    ['0', 0],
    ['0.01', 50],
    ['99.99', 50],
    ['100', 100],
  ])('by 0/50/100, %s percent count as %i', (percent, expected) => {
    expect(zeroFiftyHundred(decimal(percent)).toNumber()).toBe(expected);
  });
});

describe('the earned schedule', () => {
  it.each([
    ['nothing earned', [item(0, 9, 1000)], 0, 4, '0', '0'],
    ['half of the time, a quarter of the value', [item(0, 9, 1000)], 250, 4, '2.5', '0.5'],
    ['as planned', [item(0, 9, 1000)], 500, 4, '5', '1'],
    ['complete, early', [item(0, 9, 1000)], 1000, 4, '10', '2'],
    ['complete, late', [item(0, 9, 1000)], 1000, 19, '10', '0.5'],
    ['well into the second item', [item(0, 9, 1000), item(10, 19, 500)], 1025, 9, '10.5', '1.05'],
    ['exactly on plan before a pause of the plan', [item(0, 4, 100), item(10, 14, 100)], 100, 4, '5', '1'],
    ['exactly on plan in the pause', [item(0, 4, 100), item(10, 14, 100)], 100, 7, '8', '1'],
    ['ahead of plan by all that comes before the pause', [item(0, 4, 100), item(10, 14, 100)], 100, 1, '5', '2.5'],
    ['behind plan by all that comes after the pause', [item(0, 4, 100), item(10, 14, 100)], 100, 19, '10', '0.5'],
    ['nothing done, and nothing budgeted yet', [item(0, 9, 0), item(10, 29, 1000)], 0, 4, '5', '1'],
    ['complete, while items without a budget are to come', [item(0, 9, 1000), item(10, 19, 0)], 1000, 14, '15', '1'],
  ])('%s', (_what, items, earned, on, earnedSchedule, spiTime) => {
    const found = schedule(items, decimal(earned), day(on), null);
    expect(known(found.earnedSchedule).toFixed()).toBe(earnedSchedule);
    expect(known(found.spiTime).toFixed()).toBe(spiTime);
  });

  it('lets time stop on the day on which everything is earned', () => {
    const found = schedule([item(0, 9, 1000)], decimal(1000), day(300), day(14));
    expect(found.actualTime).toBe(15);
    expect(known(found.spiTime).toFixed(4)).toBe('0.6667');
  });

  it('treats sums of thirds as exact', () => {
    // On the last day before the pause, the plan has 100 + 200 in thirds, which do not add up to 300 exactly.
    const items = [item(0, 2, 100), item(0, 2, 200), item(10, 12, 300)];
    expect(known(schedule(items, decimal(100).div(3).times(9), day(6), null).spiTime).toFixed()).toBe('1');
  });

  it('has no index if nothing has a budget', () => {
    expect(schedule([item(0, 9, 0)], decimal(0), day(4), null)).toMatchObject({
      plannedDuration: 10,
      actualTime: 5,
      earnedSchedule: FigureGap.NO_BUDGET,
      spiTime: FigureGap.NO_BUDGET,
    });
  });

  it('has no index before the first day', () => {
    expect(schedule([item(0, 9, 1000)], decimal(0), day(-1), null)).toMatchObject({
      plannedDuration: 10,
      actualTime: 0,
      spiTime: FigureGap.NOT_BEGUN,
    });
  });

  it('counts the time from the first day of the earliest item, that day included', () => {
    expect(schedule([item(5, 9, 10), item(2, 3, 10)], decimal(0), day(2), null)).toMatchObject({
      plannedDuration: 8,
      actualTime: 1,
    });
  });
});

describe('the series by week', () => {
  const items = [{ ...item(0, 13, 1400), steps: [{ on: day(8), part: decimal(50), whole: decimal(100) }] }];
  const spending = [
    { on: day(8), cost: decimal(30) },
    { on: day(0), cost: decimal(20) },
  ];
  const published = (on: number) =>
    weeklySeries([{ revision: 1, signedOn: day(0), items }], spending, day(on)).map(({ weekEndingOn, pv, ev, ac }) => [
      weekEndingOn,
      pv.toNumber(),
      ev?.toNumber() ?? null,
      ac?.toNumber() ?? null,
    ]);

  it('has a point for each week of the plan, on Sundays, and leaves the future open', () => {
    expect(published(6)).toEqual([
      ['2026-01-11', 700, 0, 20],
      ['2026-01-18', 1400, null, null],
    ]);
  });

  it('has its point of the current week on the day itself', () => {
    expect(published(7)).toEqual([
      ['2026-01-11', 700, 0, 20],
      ['2026-01-18', 1400, 0, 20],
    ]);
    expect(published(8)[1]).toEqual(['2026-01-18', 1400, 700, 50]);
  });

  it('continues past the plan as long as something is recorded', () => {
    const late = weeklySeries([{ revision: 1, signedOn: day(0), items }], [{ on: day(15), cost: decimal(1) }], day(60));
    expect(late.map(({ weekEndingOn }) => weekEndingOn)).toEqual(['2026-01-11', '2026-01-18', '2026-01-25']);
  });
});

describe('the series over several baselines', () => {
  const steps = [{ on: day(4), part: decimal(50), whole: decimal(100) }];
  const small = { revision: 1, signedOn: day(1), items: [{ ...item(0, 13, 1400), steps }] };
  const large = { revision: 2, signedOn: day(9), items: [{ ...item(0, 27, 2800), steps }] };
  const points = (on: number) =>
    weeklySeries(
      [small, large].filter(({ signedOn }) => signedOn <= day(on)),
      [],
      day(on),
    ).map(({ revision, pv, ev }) => [revision, pv.toNumber(), ev?.toNumber() ?? null]);

  it('measures a past week on the baseline at its end, and the future on that of the day', () => {
    expect(points(20)).toEqual([
      [1, 700, 700],
      [2, 1400, 1400],
      [2, 2100, 1400],
      [2, 2800, null],
    ]);
  });

  it('ignores a baseline that comes later', () => {
    expect(points(8)).toEqual([
      [1, 700, 700],
      [1, 1400, 700],
    ]);
  });

  it('uses the first baseline for earlier weeks, and the later revision of baselines of the same day', () => {
    const late = { ...small, signedOn: day(9) };
    const [first, second] = weeklySeries([late, large], [], day(20));
    expect([first!.revision, second!.revision]).toEqual([1, 2]);
  });

  it('is empty if nothing was ever planned or recorded', () => {
    expect(weeklySeries([{ ...small, items: [] }], [], day(5))).toEqual([]);
    expect(schedule([], decimal(0), day(5), null)).toMatchObject({ plannedDuration: 0, spiTime: FigureGap.NO_BUDGET });
  });
});

describe('properties', () => {
  const items = fc.array(
    fc
      .tuple(fc.nat(60), fc.nat(60), fc.nat(10_000_000))
      .map(([from, length, budget]) => item(from, from + length, budget)),
    { minLength: 1, maxLength: 8 },
  );

  it('a complete project earns its budget', () => {
    fc.assert(
      fc.property(items, (all) => {
        const steps = [{ on: day(0), part: decimal(100), whole: decimal(100) }];
        const earned = sum(all.map(({ budget }) => earnedValue(budget, steps, day(0))));
        expect(earned.eq(budgetAtCompletion(all))).toBe(true);
      }),
    );
  });

  it('planned value never falls, starts at zero and ends at the budget', () => {
    fc.assert(
      fc.property(items, (all) => {
        const values = Array.from({ length: 125 }, (_, offset) => plannedValue(all, day(offset - 1)));
        expect(values[0]!.isZero()).toBe(true);
        expect(values.every((value, index) => index === 0 || value.gte(values[index - 1]!))).toBe(true);
        expect(values.at(-1)!.eq(budgetAtCompletion(all))).toBe(true);
      }),
    );
  });

  it('the order of the items changes nothing', () => {
    fc.assert(
      fc.property(items, fc.nat(120), (all, offset) => {
        const close = (left: Decimal, right: Decimal) => left.minus(right).abs().lt('1e-25');
        const reversed = [...all].reverse();
        expect(close(plannedValue(all, day(offset)), plannedValue(reversed, day(offset)))).toBe(true);
        const earned = budgetAtCompletion(all).div(3);
        const [one, other] = [all, reversed].map((each) => schedule(each, earned, day(offset), null).earnedSchedule);
        if (isKnown(one!) && isKnown(other!)) expect(close(one, other)).toBe(true);
        else expect(one).toBe(other);
      }),
    );
  });

  it('the planned value at the end of a day has that day as its earned schedule, while the plan progresses', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 10_000_000 }), fc.nat(60), (length, budget, offset) => {
        const all = [item(0, length, budget)];
        const found = schedule(all, plannedValue(all, day(offset)), day(offset), null).earnedSchedule;
        expect(
          known(found)
            .minus(Math.min(offset, length) + 1)
            .abs()
            .lt('1e-25'),
        ).toBe(true);
      }),
    );
  });

  const days = fc.constantFrom(daysInRange, workingDays({ ...builtInCalendar, holidays: [{ on: day(10) }] }));
  const planned = fc.array(
    fc
      .tuple(fc.nat(60), fc.nat(60), fc.constantFrom(0, 1, 3, 7, 1_000, 999_999), days)
      .map(([from, length, budget, countDays]) => ({ ...item(from, from + length, budget), countDays })),
    { minLength: 1, maxLength: 8 },
  );

  it('SPI(t) is 1 on every day of the plan if the planned value is earned exactly', () => {
    fc.assert(
      fc.property(planned, fc.nat(125), (all, offset) => {
        const { startsOn, plannedDuration } = schedule(all, decimal(0), day(0), null);
        const on = addDays(startsOn, offset % plannedDuration);
        const { spiTime } = schedule(all, plannedValue(all, on), on, null);
        if (budgetAtCompletion(all).isZero()) expect(spiTime).toBe(FigureGap.NO_BUDGET);
        else expect(known(spiTime).toFixed(15)).toBe('1.000000000000000');
      }),
    );
  });

  it('the earned schedule never falls as more is earned, and is within the planned duration', () => {
    fc.assert(
      fc.property(planned, fc.nat(1_000), fc.nat(1_000), fc.nat(125), (all, one, other, offset) => {
        const bac = budgetAtCompletion(all);
        if (bac.isZero()) return;
        const [less, more] = [Math.min(one, other), Math.max(one, other)].map((part) => {
          const found = schedule(all, bac.times(part).div(1_000), day(offset), null);
          expect(known(found.earnedSchedule).lte(found.plannedDuration)).toBe(true);
          return known(found.earnedSchedule);
        });
        expect(less!.lte(more!.plus('1e-15'))).toBe(true);
      }),
    );
  });

  it('variances and indices agree, and the forecasts with each other', () => {
    const amount = fc.integer({ min: 1, max: 1_000_000_000 });
    fc.assert(
      fc.property(amount, amount, amount, amount, (bac, pv, earned, ac) => {
        const ev = Math.min(earned, bac);
        const found = indicators(totals(bac, pv, ev, ac));
        expect(known(found.cv).plus(ac).toNumber()).toBe(ev);
        expect(known(found.sv).plus(pv).toNumber()).toBe(ev);
        expect(known(found.cpi).gte(1)).toBe(known(found.cv).gte(0));
        expect(known(found.spi).gte(1)).toBe(known(found.sv).gte(0));
        expect(known(found.etc).plus(ac).minus(known(found.eac)).abs().lt('1e-20')).toBe(true);
        expect(known(found.vac).plus(known(found.eac)).minus(bac).abs().lt('1e-20')).toBe(true);
      }),
    );
  });

  it('a closed project has earned its budget, and not a day earlier', () => {
    const percents = fc.array(fc.tuple(fc.nat(60), fc.nat(100)), { maxLength: 5 });
    fc.assert(
      fc.property(items, percents, fc.nat(60), (all, said, closedOn) => {
        const steps = said
          .sort(([one], [other]) => one - other)
          .map(([offset, percent]) => ({ on: day(offset), part: decimal(percent), whole: decimal(100) }));
        const closed = all.map((each) => ({ ...each, steps: completedOn(steps, day(closedOn)) }));
        const open = all.map((each) => ({ ...each, steps }));
        const bac = budgetAtCompletion(all);
        expect(earnedTotal(closed, day(closedOn)).eq(bac)).toBe(true);
        expect(earnedTotal(closed, day(400)).eq(bac)).toBe(true);
        expect(earnedTotal(closed, day(closedOn - 1)).eq(earnedTotal(open, day(closedOn - 1)))).toBe(true);
      }),
    );
  });

  const phase = fc.constantFrom(null, 'Design', 'Build', 'Test');
  const phased = fc.array(fc.tuple(fc.nat(60), fc.nat(60), fc.nat(10_000_000), fc.nat(100), phase), { maxLength: 8 });
  const spent = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: -9_999, max: 9_999_999 }), phase), { maxLength: 20 });

  it('the phases add up to the totals, in any order', () => {
    const close = (left: Decimal, right: Decimal) => left.minus(right).abs().lt('1e-20');
    fc.assert(
      fc.property(phased, spent, fc.nat(60), (planned, costs, offset) => {
        const all = planned.map(([from, length, budget, percent, name]) => ({
          ...item(from, from + length, budget),
          phase: name,
          steps: [{ on: day(0), part: decimal(percent), whole: decimal(100) }],
        }));
        const spending = costs.map(([at, cost, name]) => ({ on: day(at), cost: decimal(cost), phase: name }));
        const ac = sum(spending.map(({ cost }) => cost));
        const totals = totalsFor(all, ac, day(offset));
        const phases = totalsByPhase(all, spending, day(offset));
        for (const name of ['bac', 'pv', 'ev', 'ac'] as const) {
          expect(close(sum(phases.map((each) => each.totals[name])), totals[name])).toBe(true);
        }
        const reversed = totalsByPhase([...all].reverse(), [...spending].reverse(), day(offset));
        for (const { phase: name, totals: found } of phases) {
          const other = reversed.find((each) => each.phase === name)!.totals;
          expect(close(found.pv, other.pv) && close(found.ev, other.ev) && found.ac.eq(other.ac)).toBe(true);
        }
        expect(new Set(phases.map((each) => each.phase)).size).toBe(phases.length);
      }),
    );
  });

  it('reversed cost counts as never spent', () => {
    fc.assert(
      fc.property(phased, spent, fc.nat(60), (planned, costs, reversedOn) => {
        const all = planned.map(([from, length, budget]) => ({ ...item(from, from + length, budget), steps: [] }));
        const kept = costs.map(([at, cost, name]) => ({ on: day(at), cost: decimal(cost), phase: name }));
        const wrong = { on: day(3), cost: decimal(12_345), phase: 'Build' };
        const undone = { ...wrong, on: day(reversedOn), cost: wrong.cost.negated() };
        const last = day(130);
        const figures = (spending: typeof kept) =>
          weeklySeries([{ revision: 1, signedOn: day(0), items: all }], spending, last)
            .at(-1)
            ?.ac?.toFixed() ?? '0';
        expect(figures([...kept, wrong, undone])).toBe(figures(kept));
      }),
    );
  });
});
