import type { PlainDate } from '../../../shared/domain/dates';
import { type Decimal, round, sum } from '../../../shared/domain/decimal';
import { moneyFromMinor } from '../../../shared/domain/money';
import { type Money, publishMoney } from '../../../shared/graphql/scalars';
import {
  budgetAtCompletion,
  earnedValue,
  type Figure,
  FigureGap,
  indicators,
  isKnown,
  plannedValue,
  schedule,
  weeklySeries,
} from './earned-value.formula';
import { costOf, type Performance } from './earned-value.reader';
import { EarnedValue, type EarnedValueWeek } from './earned-value.types';

const reasons: Record<FigureGap, string> = {
  [FigureGap.NO_BASELINE]: 'No statement of work was signed by that day.',
  [FigureGap.NO_ACTUAL_COST]: 'Nothing was spent yet: AC is 0.',
  [FigureGap.NO_PLANNED_VALUE]: 'Nothing was planned to be done yet: PV is 0.',
  [FigureGap.NOTHING_EARNED]: 'Nothing is done yet: EV is 0.',
  [FigureGap.BUDGET_SPENT]: 'The budget is spent: AC is not below BAC.',
  [FigureGap.NOT_BEGUN]: 'It is before the first planned day.',
  [FigureGap.OUT_OF_RANGE]: 'The amount is beyond the range of exact money.',
};

const amounts = [
  'bac',
  'pv',
  'ev',
  'ac',
  'cv',
  'sv',
  'eac',
  'eacByRemainingBudget',
  'eacByCpiSpi',
  'etc',
  'vac',
] as const;
const ratios = ['cpi', 'spi', 'tcpi', 'earnedSchedule', 'spiTime'] as const;
const days = ['plannedDuration', 'actualTime'] as const;
type FigureName = (typeof amounts)[number] | (typeof ratios)[number];

const significantDigits = 10;
/** A sum of thirds is off by less than this many places: without it, what is a half could be rounded down. */
const guardPlaces = 20;

/** The figures as they are shown: here, and nowhere before, they are rounded. */
export function publishEarnedValue(projectId: string, on: PlainDate, performance: Performance | null): EarnedValue {
  const published = Object.assign(new EarnedValue(), { projectId, on, baseline: performance?.sow ?? null });
  published.unavailable = [];
  const miss = (figure: string, code: FigureGap) => {
    published.unavailable.push({ figure, code, reason: reasons[code] });
    return null;
  };
  if (!performance) {
    published.items = [];
    for (const name of [...amounts, ...ratios, ...days]) published[name] = miss(name, FigureGap.NO_BASELINE);
    return published;
  }
  const { figures, plannedDuration, actualTime } = compute(performance, on);
  for (const name of amounts) {
    const figure = inRange(figures[name]);
    published[name] = isKnown(figure) ? inCurrency(figure, performance) : miss(name, figure);
  }
  for (const name of ratios) {
    const figure = figures[name];
    published[name] = isKnown(figure) ? figure.toSignificantDigits(significantDigits).toFixed() : miss(name, figure);
  }
  published.plannedDuration = plannedDuration;
  published.actualTime = actualTime;
  published.items = performance.items.map((item) => ({
    scopeItem: item.scopeItem,
    bac: inCurrency(item.budget, performance),
    pv: inCurrency(plannedValue([item], on), performance),
    ev: inCurrency(earnedValue(item.budget, item.steps, on), performance),
    ac: inCurrency(costOf(performance, item.scopeItem.id), performance),
  }));
  return published;
}

function compute(performance: Performance, on: PlainDate) {
  const { items } = performance;
  const totals = {
    bac: budgetAtCompletion(items),
    pv: plannedValue(items, on),
    ev: sum(items.map(({ budget, steps }) => earnedValue(budget, steps, on))),
    ac: costOf(performance),
  };
  const { plannedDuration, actualTime, earnedSchedule, spiTime } = schedule(items, totals.ev, on);
  const figures: Record<FigureName, Figure> = { ...totals, ...indicators(totals), earnedSchedule, spiTime };
  return { figures, plannedDuration, actualTime };
}

export function publishWeeks(on: PlainDate, performance: Performance | null): EarnedValueWeek[] {
  if (!performance) return [];
  const inMoney = (value: Decimal | null) => value && inCurrency(value, performance);
  return weeklySeries(performance.items, performance.spending, on).map(({ weekEndingOn, pv, ev, ac }) => ({
    weekEndingOn,
    pv: inCurrency(pv, performance),
    ev: inMoney(ev),
    ac: inMoney(ac),
  }));
}

function inRange(figure: Figure): Figure {
  return isKnown(figure) && round(figure, 0).abs().gt(Number.MAX_SAFE_INTEGER) ? FigureGap.OUT_OF_RANGE : figure;
}

function inCurrency(minor: Decimal, { sow }: Performance): Money {
  return publishMoney(moneyFromMinor(round(minor, guardPlaces), sow.currencyCode));
}
