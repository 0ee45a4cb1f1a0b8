import { addDays, daysBetween, type PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal } from '../../../shared/domain/decimal';
import type { Money } from '../../../shared/graphql/scalars';
import { FigureGap, indicators, isKnown, type Totals } from '../earned-value/earned-value.formula';
import {
  inCurrency,
  inRange,
  isCancelledBy,
  scheduleOf,
  totalsOf,
  unavailable,
} from '../earned-value/earned-value.publish';
import type { Performance } from '../earned-value/earned-value.reader';
import {
  durationByEarnedSchedule,
  minEarningWeeks,
  minWeeks,
  history,
  isEnough,
  maxForecastWeeks,
  percentile,
  randomNumbers,
  runs,
  seedOf,
  shareWithin,
  simulate,
  type Week,
  weeksWithProgress,
} from './forecast.formula';
import { ForecastCosts, ForecastDates, ProjectForecast } from './forecast.types';

const method = `The rest of the project is simulated ${runs} times. Each future week is one of the project's own past weeks, drawn at random with the value earned and the money spent in it, until everything in scope is earned. P10, P50 and P80 are the values that 10, 50 and 80 % of the runs do not exceed.`;

const percents = [10, 50, 80] as const;
const simulated = ['endDate', 'cost', 'probabilityOnTime', 'probabilityInBudget'] as const;
const computed = ['endDateByEarnedSchedule', 'costByPerformance'] as const;
type Missing = (typeof simulated)[number] | (typeof computed)[number];

export function publishForecast(on: PlainDate, performance: Performance | null, latestDay: PlainDate): ProjectForecast {
  const published = Object.assign(new ProjectForecast(), {
    on,
    baseline: performance?.sow ?? null,
    method,
    seed: null,
    runs: 0,
    runsWithoutEnd: null,
    weeksOfHistory: 0,
    weeksWithProgress: 0,
    unavailable: [],
  });
  if (!performance) return without(published, [...simulated, ...computed], FigureGap.NO_BASELINE);
  if (on > latestDay) return without(published, [...simulated, ...computed], FigureGap.DAY_TO_COME);
  const { items, spending, project } = performance;
  // A project that has ended has no weeks after its end.
  const last = project.endedOn !== null && project.endedOn < on ? project.endedOn : on;
  const weeks = history(items, spending, project.pauses, last);
  Object.assign(published, { weeksOfHistory: weeks.length, weeksWithProgress: weeksWithProgress(weeks) });
  const totals = totalsOf(performance, on);
  const over = whyOver(performance, totals, on);
  if (over) return without(published, [...simulated, ...computed], over);
  if (isEnough(weeks)) publishSimulation(published, performance, weeks, totals);
  else {
    const reason = `A simulation needs ${minWeeks} weeks, ${minEarningWeeks} of them with progress; there are ${weeks.length} and ${published.weeksWithProgress}.`;
    without(published, simulated, FigureGap.TOO_LITTLE_HISTORY, reason);
  }
  publishFormulas(published, performance, totals);
  return published;
}

/** The reason why there is nothing to forecast. */
function whyOver({ project }: Performance, { bac, ev }: Totals, on: PlainDate): FigureGap | null {
  if (isCancelledBy(project, on)) return FigureGap.CANCELLED;
  if (bac.isZero()) return FigureGap.NO_BUDGET;
  return ev.gte(bac) ? FigureGap.COMPLETE : null;
}

function publishSimulation(
  published: ProjectForecast,
  { project, sow }: Performance,
  weeks: readonly Week[],
  { bac, ev, ac }: Totals,
): void {
  const { on } = published;
  const left = bac.minus(ev);
  const seed = seedOf(project.id, on, left, ac, weeks);
  const { days, cost } = simulate(weeks, left, ac, randomNumbers(seed));
  const dates = Object.assign(
    new ForecastDates(),
    ranged(days, (value) => addDays(on, value)),
  );
  const costs = Object.assign(
    new ForecastCosts(),
    ranged(cost, (value) => inMoney(decimal(value), sow.currencyCode)),
  );
  Object.assign(published, {
    seed,
    runs,
    runsWithoutEnd: days.filter((value) => value === Infinity).length,
    endDate: dates,
    cost: costs,
    probabilityOnTime: shareWithin(days, daysBetween(on, sow.endsOn)).toFixed(),
    probabilityInBudget: shareWithin(cost, bac.toNumber()).toFixed(),
  });
  for (const [name, range] of [['endDate', dates] as const, ['cost', costs] as const]) {
    for (const percent of percents) {
      const figure = `${name}.p${percent}`;
      if (range[`p${percent}`] === null) published.unavailable.push(unavailable(figure, FigureGap.BEYOND_HORIZON));
    }
  }
}

/** The values that 10, 50 and 80 % of the runs do not exceed; null if out of range. */
function ranged<T>(ordered: Float64Array, shown: (value: number) => T | null) {
  const values = percents.map((percent) => percentile(ordered, percent));
  const [p10, p50, p80] = values.map((value) => (value === Infinity ? null : shown(value)));
  return { p10: p10!, p50: p50!, p80: p80! };
}

/** The forecasts of earned value, which have no range. */
function publishFormulas(published: ProjectForecast, performance: Performance, totals: Totals): void {
  const { on } = published;
  const { sow } = performance;
  const { startsOn, plannedDuration, actualTime, earnedSchedule, spiTime } = scheduleOf(performance, totals, on);
  const { eac } = indicators(totals);
  const shown = isKnown(eac) ? inRange(eac) : eac;
  published.costByPerformance = isKnown(shown) ? inCurrency(shown, sow.currencyCode) : null;
  if (!isKnown(shown)) without(published, ['costByPerformance'], shown);
  if (!isKnown(earnedSchedule)) return void without(published, ['endDateByEarnedSchedule'], earnedSchedule);
  if (!isKnown(spiTime)) return void without(published, ['endDateByEarnedSchedule'], spiTime);
  if (spiTime.isZero()) return void without(published, ['endDateByEarnedSchedule'], FigureGap.NOTHING_EARNED);
  const duration = durationByEarnedSchedule(plannedDuration, actualTime, earnedSchedule);
  if (duration - actualTime > maxForecastWeeks * 7) {
    return void without(published, ['endDateByEarnedSchedule'], FigureGap.BEYOND_HORIZON);
  }
  published.endDateByEarnedSchedule = addDays(startsOn, duration - 1);
}

function inMoney(minor: Decimal, currencyCode: string): Money | null {
  const figure = inRange(minor);
  return isKnown(figure) ? inCurrency(figure, currencyCode) : null;
}

function without(
  published: ProjectForecast,
  names: readonly Missing[],
  code: FigureGap,
  reason?: string,
): ProjectForecast {
  for (const name of names) {
    published[name] = null;
    published.unavailable.push(unavailable(name, code, reason));
  }
  return published;
}
