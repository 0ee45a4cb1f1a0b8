import { addDays, daysInRange, type PlainDate, weekStart } from '../../../shared/domain/dates';
import { decimal, type Decimal, sum, zero } from '../../../shared/domain/decimal';

/*
 * Earned value, exact: every function answers what it computed, and only who publishes a figure rounds it. Amounts are
 * minor units of one currency. A day counts as a whole: what stands "on" a day stands at its end.
 */

/** A scope item of a baseline: what it may cost, spread evenly over its days, both ends included. */
export interface PlannedItem {
  startsOn: PlainDate;
  endsOn: PlainDate;
  budget: Decimal;
}

/** From a day on, this part of the whole is done. */
export interface Step {
  on: PlainDate;
  part: Decimal;
  whole: Decimal;
}

/** What was spent on a day. */
export interface Spending {
  on: PlainDate;
  cost: Decimal;
}

export interface Totals {
  bac: Decimal;
  pv: Decimal;
  ev: Decimal;
  ac: Decimal;
}

/** Why a figure has no value. */
export enum FigureGap {
  NO_BASELINE = 'NO_BASELINE',
  NO_ACTUAL_COST = 'NO_ACTUAL_COST',
  NO_PLANNED_VALUE = 'NO_PLANNED_VALUE',
  NOTHING_EARNED = 'NOTHING_EARNED',
  BUDGET_SPENT = 'BUDGET_SPENT',
  NOT_BEGUN = 'NOT_BEGUN',
  OUT_OF_RANGE = 'OUT_OF_RANGE',
}

/** A figure, or why there is none. */
export type Figure = Decimal | FigureGap;

export function isKnown(figure: Figure): figure is Decimal {
  return typeof figure !== 'string';
}

/** How many of the days from the first to the last, both included, have passed at the end of the day. */
function daysPassed(startsOn: PlainDate, endsOn: PlainDate, on: PlainDate): number {
  return Math.min(Math.max(daysInRange(startsOn, on), 0), daysInRange(startsOn, endsOn));
}

export function budgetAtCompletion(items: readonly PlannedItem[]): Decimal {
  return sum(items.map(({ budget }) => budget));
}

/** The budget of the work that was to be done by the end of the day. */
export function plannedValue(items: readonly PlannedItem[], on: PlainDate): Decimal {
  return sum(
    items.map(({ startsOn, endsOn, budget }) =>
      budget.times(daysPassed(startsOn, endsOn, on)).div(daysInRange(startsOn, endsOn)),
    ),
  );
}

/** The budget of the work that was done by the end of the day; of the steps, oldest first, the newest one counts. */
export function earnedValue(budget: Decimal, steps: readonly Step[], on: PlainDate): Decimal {
  const step = steps.findLast((each) => each.on <= on);
  return step ? budget.times(step.part).div(step.whole) : zero;
}

/** 0 until there is progress, 50 while there is, 100 at the end. */
export function zeroFiftyHundred(percent: Decimal): Decimal {
  if (percent.gte(100)) return decimal(100);
  return percent.gt(0) ? decimal(50) : zero;
}

export type Indicators = Record<
  'cv' | 'sv' | 'cpi' | 'spi' | 'eac' | 'eacByRemainingBudget' | 'eacByCpiSpi' | 'etc' | 'vac' | 'tcpi',
  Figure
>;

/**
 * What follows from the four totals. Each is written as one fraction, so that no quotient is rounded before it is used:
 * BAC ÷ CPI, for example, as BAC × AC ÷ EV.
 */
export function indicators({ bac, pv, ev, ac }: Totals): Indicators {
  const remaining = bac.minus(ev);
  // Without cost there is no CPI; with a CPI of 0 the work would never end.
  const noForecast = ac.isZero() ? FigureGap.NO_ACTUAL_COST : ev.isZero() ? FigureGap.NOTHING_EARNED : null;
  const eac = noForecast ?? bac.times(ac).div(ev);
  return {
    cv: ev.minus(ac),
    sv: ev.minus(pv),
    cpi: ac.isZero() ? FigureGap.NO_ACTUAL_COST : ev.div(ac),
    spi: pv.isZero() ? FigureGap.NO_PLANNED_VALUE : ev.div(pv),
    eac,
    eacByRemainingBudget: ac.plus(remaining),
    eacByCpiSpi:
      noForecast ??
      (pv.isZero() ? FigureGap.NO_PLANNED_VALUE : ac.plus(remaining.times(ac).times(pv).div(ev.times(ev)))),
    etc: isKnown(eac) ? eac.minus(ac) : eac,
    vac: isKnown(eac) ? bac.minus(eac) : eac,
    tcpi: ac.gte(bac) ? FigureGap.BUDGET_SPENT : remaining.div(bac.minus(ac)),
  };
}

/** Time in days from the first day of the earliest item. */
export interface Schedule {
  plannedDuration: number;
  actualTime: number;
  earnedSchedule: Decimal;
  spiTime: Figure;
}

/**
 * When the plan had what is earned now: N + (EV − PV(N)) ÷ (PV(N+1) − PV(N)), where N is the last whole day whose planned
 * value is not above EV, and never beyond the planned duration.
 */
export function schedule(items: readonly PlannedItem[], ev: Decimal, on: PlainDate): Schedule {
  const { startsOn, endsOn } = span(items);
  const plannedDuration = daysInRange(startsOn, endsOn);
  const actualTime = Math.max(daysInRange(startsOn, on), 0);
  const planned = (days: number) => plannedValue(items, addDays(startsOn, days - 1));
  let whole = 0;
  // PV never falls, so the last day that is not above EV is found by halving.
  for (let above = plannedDuration + 1; above - whole > 1;) {
    const middle = Math.floor((whole + above) / 2);
    if (planned(middle).lte(ev)) whole = middle;
    else above = middle;
  }
  const earned =
    whole === plannedDuration
      ? decimal(whole)
      : ev
          .minus(planned(whole))
          .div(planned(whole + 1).minus(planned(whole)))
          .plus(whole);
  return {
    plannedDuration,
    actualTime,
    earnedSchedule: earned,
    spiTime: actualTime === 0 ? FigureGap.NOT_BEGUN : earned.div(actualTime),
  };
}

/** One week of the S-curve; null is the future. */
export interface WeekPoint {
  weekEndingOn: PlainDate;
  pv: Decimal;
  ev: Decimal | null;
  ac: Decimal | null;
}

/**
 * The S-curve: for each week, Monday to Sunday, of the plan and of what was recorded up to the day, what was planned at
 * its end, and what was earned and spent by its end or by the day, whichever is earlier.
 */
export function weeklySeries(
  items: readonly (PlannedItem & { steps: readonly Step[] })[],
  spending: readonly Spending[],
  on: PlainDate,
): WeekPoint[] {
  const plan = span(items);
  const recorded = [...items.flatMap(({ steps }) => steps), ...spending]
    .map((each) => each.on)
    .filter((day) => day <= on);
  const first = recorded.reduce((earliest, day) => (day < earliest ? day : earliest), plan.startsOn);
  const last = recorded.reduce((latest, day) => (day > latest ? day : latest), plan.endsOn);
  const points: WeekPoint[] = [];
  for (let monday = weekStart(first); monday <= last; monday = addDays(monday, 7)) {
    const weekEndingOn = addDays(monday, 6);
    const until = weekEndingOn < on ? weekEndingOn : on;
    const past = monday <= on;
    points.push({
      weekEndingOn,
      pv: plannedValue(items, weekEndingOn),
      ev: past ? sum(items.map(({ budget, steps }) => earnedValue(budget, steps, until))) : null,
      ac: past ? sum(spending.filter((each) => each.on <= until).map(({ cost }) => cost)) : null,
    });
  }
  return points;
}

function span(items: readonly PlannedItem[]): { startsOn: PlainDate; endsOn: PlainDate } {
  return {
    startsOn: items.map((item) => item.startsOn).reduce((left, right) => (left < right ? left : right)),
    endsOn: items.map((item) => item.endsOn).reduce((left, right) => (left > right ? left : right)),
  };
}
