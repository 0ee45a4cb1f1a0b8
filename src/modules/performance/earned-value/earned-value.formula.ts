import { addDays, daysInRange, type PlainDate, weekStart } from '../../../shared/domain/dates';
import { decimal, type Decimal, round, sum, zero } from '../../../shared/domain/decimal';
import type { CountDays } from '../../projects';

/*
 * Earned value, exact: every function returns unrounded values, and only the code that publishes a figure rounds it.
 * Amounts are minor units of one currency. Days count as a whole: values "on" a day are those at its end.
 */

/** A scope item of a baseline: its budget, spread evenly over the days that count, both ends included. */
export interface PlannedItem {
  startsOn: PlainDate;
  endsOn: PlainDate;
  budget: Decimal;
  /** Counts its working days, or all days. */
  countDays: CountDays;
}

/** From this day on, this fraction is complete. */
export interface Step {
  on: PlainDate;
  part: Decimal;
  whole: Decimal;
}

/** A planned item with its progress, oldest first. */
export interface MeasuredItem extends PlannedItem {
  steps: readonly Step[];
}

/** Spending on a day. */
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

/** The reasons why a figure has no value. */
export enum FigureGap {
  NO_BASELINE = 'NO_BASELINE',
  DAY_TO_COME = 'DAY_TO_COME',
  NO_BUDGET = 'NO_BUDGET',
  NO_ACTUAL_COST = 'NO_ACTUAL_COST',
  NO_PLANNED_VALUE = 'NO_PLANNED_VALUE',
  NOTHING_EARNED = 'NOTHING_EARNED',
  BUDGET_SPENT = 'BUDGET_SPENT',
  NOT_BEGUN = 'NOT_BEGUN',
  OUT_OF_RANGE = 'OUT_OF_RANGE',
  TOO_LITTLE_HISTORY = 'TOO_LITTLE_HISTORY',
  BEYOND_HORIZON = 'BEYOND_HORIZON',
  COMPLETE = 'COMPLETE',
  CANCELLED = 'CANCELLED',
}

/** A figure, or the reason why it has no value. */
export type Figure = Decimal | FigureGap;

export function isKnown(figure: Figure): figure is Decimal {
  return typeof figure !== 'string';
}

export function budgetAtCompletion(items: readonly PlannedItem[]): Decimal {
  return sum(items.map(({ budget }) => budget));
}

/** The budget of the work planned by the end of the day. */
export function plannedValue(items: readonly PlannedItem[], on: PlainDate): Decimal {
  return sum(items.map((item) => plannedOf(item, on)));
}

function plannedOf({ startsOn, endsOn, budget, countDays }: PlannedItem, on: PlainDate): Decimal {
  if (on < startsOn) return zero;
  if (on >= endsOn) return budget;
  // An item planned only on a weekend is done then.
  const count = countDays(startsOn, endsOn) > 0 ? countDays : daysInRange;
  return budget.times(count(startsOn, on)).div(count(startsOn, endsOn));
}

/**
 * The budget of the work done by the end of the day; the latest of the steps counts, which are ordered oldest first.
 */
export function earnedValue(budget: Decimal, steps: readonly Step[], on: PlainDate): Decimal {
  const step = steps.findLast((each) => each.on <= on);
  return step ? budget.times(step.part).div(step.whole) : zero;
}

/** The same for all items together. */
export function earnedTotal(items: readonly MeasuredItem[], on: PlainDate): Decimal {
  return sum(items.map(({ budget, steps }) => earnedValue(budget, steps, on)));
}

/**
 * The day since which everything is earned, as of the end of a day; null while something is not, and if nothing has a
 * budget, because no budget does not mean "done". Each day is measured against the baseline in force then; baselines
 * are ordered oldest first. A change order that removes the unfinished work, or cuts budgets to the earned value, makes
 * everything earned on its own day.
 */
export function completeSince(
  baselines: readonly Pick<PlannedBaseline, 'signedOn' | 'items'>[],
  on: PlainDate,
): PlainDate | null {
  const inForce = baselines.at(-1);
  const since = inForce ? allEarnedSince(inForce.items, on) : null;
  if (!inForce || !since || since >= inForce.signedOn) return since;
  const held = baselines.slice(0, -1).filter(({ signedOn }) => signedOn < inForce.signedOn);
  // Nothing can be measured before the first baseline.
  if (held.length === 0) return since;
  const before = completeSince(held, addDays(inForce.signedOn, -1));
  return before ? latest([since, before]) : inForce.signedOn;
}

function allEarnedSince(items: readonly MeasuredItem[], on: PlainDate): PlainDate | null {
  const since = items
    .filter(({ budget }) => !budget.isZero())
    .map(({ steps }) => {
      // A day counts by its end, so by its last step.
      const byThen = steps.filter((step, index) => step.on <= on && steps[index + 1]?.on !== step.on);
      return byThen[byThen.findLastIndex(({ part, whole }) => part.lt(whole)) + 1]?.on ?? null;
    });
  return since.length === 0 ? null : since.reduce((left, right) => left && right && latest([left, right]));
}

/** A closed project is complete: from that day on everything in scope is earned, regardless of the last update. */
export function completedOn(steps: readonly Step[], closedOn: PlainDate): Step[] {
  return [...steps.filter(({ on }) => on <= closedOn), { on: closedOn, part: decimal(1), whole: decimal(1) }];
}

/** 0 before any progress, 50 during it, 100 at the end. */
export function zeroFiftyHundred(percent: Decimal): Decimal {
  if (percent.gte(100)) return decimal(100);
  return percent.gt(0) ? decimal(50) : zero;
}

export type Indicators = Record<
  'cv' | 'sv' | 'cpi' | 'spi' | 'eac' | 'eacByRemainingBudget' | 'eacByCpiSpi' | 'etc' | 'vac' | 'tcpi',
  Figure
>;

/**
 * The indicators that follow from the four totals. Each is computed as one fraction, so that no quotient is rounded
 * before it is used: BAC ÷ CPI, for example, as BAC × AC ÷ EV. Without a budget there is nothing to compare with.
 */
export function indicators({ bac, pv, ev, ac }: Totals): Indicators {
  const remaining = bac.minus(ev);
  // Without cost there is no CPI; with a CPI of 0 the work would never end.
  const noBudget = bac.isZero() ? FigureGap.NO_BUDGET : null;
  const noForecast =
    noBudget ?? (ac.isZero() ? FigureGap.NO_ACTUAL_COST : ev.isZero() ? FigureGap.NOTHING_EARNED : null);
  const eac = noForecast ?? bac.times(ac).div(ev);
  return {
    cv: ev.minus(ac),
    sv: ev.minus(pv),
    cpi: noBudget ?? (ac.isZero() ? FigureGap.NO_ACTUAL_COST : ev.div(ac)),
    spi: noBudget ?? (pv.isZero() ? FigureGap.NO_PLANNED_VALUE : ev.div(pv)),
    eac,
    eacByRemainingBudget: noBudget ?? ac.plus(remaining),
    eacByCpiSpi:
      noForecast ??
      (pv.isZero() ? FigureGap.NO_PLANNED_VALUE : ac.plus(remaining.times(ac).times(pv).div(ev.times(ev)))),
    etc: isKnown(eac) ? eac.minus(ac) : eac,
    vac: isKnown(eac) ? bac.minus(eac) : eac,
    tcpi: noBudget ?? (ac.gte(bac) ? FigureGap.BUDGET_SPENT : remaining.div(bac.minus(ac))),
  };
}

/** Time in calendar days from the first day of the earliest item. */
export interface Schedule {
  startsOn: PlainDate;
  plannedDuration: number;
  /** Until the day, or until everything was earned. */
  actualTime: number;
  earnedSchedule: Figure;
  spiTime: Figure;
}

/** Amounts that are equal to this number of decimals count as equal, because sums of thirds are not exact. */
const equalPlaces = 20;

/**
 * The time at which the plan had the value earned now: N + (EV − PV(N)) ÷ (PV(N+1) − PV(N)), where N is the last whole
 * day whose planned value is not above EV, and never beyond the planned duration. If the plan has that value on many
 * days (a pause, a weekend, items without a budget, after its end), it is today if that is one of them, and otherwise
 * the nearest of them.
 */
export function schedule(
  items: readonly PlannedItem[],
  earned: Decimal,
  on: PlainDate,
  completedOn: PlainDate | null,
): Schedule {
  // A revision without anything in scope plans no time.
  if (items.length === 0) {
    const gap = FigureGap.NO_BUDGET;
    return { startsOn: on, plannedDuration: 0, actualTime: 0, earnedSchedule: gap, spiTime: gap };
  }
  const startsOn = earliest(items.map((item) => item.startsOn));
  const plannedDuration = daysInRange(startsOn, latest(items.map((item) => item.endsOn)));
  const actualTime = Math.max(daysInRange(startsOn, completedOn ?? on), 0);
  const time = { startsOn, plannedDuration, actualTime };
  if (budgetAtCompletion(items).isZero()) {
    return { ...time, earnedSchedule: FigureGap.NO_BUDGET, spiTime: FigureGap.NO_BUDGET };
  }
  const ev = round(earned, equalPlaces);
  const planned = (days: number) => round(plannedValue(items, addDays(startsOn, days - 1)), equalPlaces);
  // PV never falls, so a binary search finds the last day not above EV, and the last day below it.
  const lastDay = (holds: (pv: Decimal) => boolean) => {
    let last = 0;
    for (let above = plannedDuration + 1; above - last > 1;) {
      const middle = Math.floor((last + above) / 2);
      if (holds(planned(middle))) last = middle;
      else above = middle;
    }
    return last;
  };
  const whole = lastDay((pv) => pv.lte(ev));
  const before = planned(whole);
  const earnedSchedule =
    whole < plannedDuration && before.lt(ev)
      ? ev
          .minus(before)
          .div(planned(whole + 1).minus(before))
          .plus(whole)
      : decimal(Math.min(Math.max(actualTime, ev.isZero() ? 0 : lastDay((pv) => pv.lt(ev)) + 1), whole));
  return { ...time, earnedSchedule, spiTime: actualTime === 0 ? FigureGap.NOT_BEGUN : earnedSchedule.div(actualTime) };
}

/** The four totals of items and of the spending on them. */
export function totalsFor(items: readonly MeasuredItem[], ac: Decimal, on: PlainDate): Totals {
  return { bac: budgetAtCompletion(items), pv: plannedValue(items, on), ev: earnedTotal(items, on), ac };
}

interface InPhase {
  phase: string | null;
}

/**
 * The totals by phase: the phases of the items in their order, then phases that only have spending, by name, and last
 * the items and spending without a phase. Every item and every cost is in exactly one of them, so they add up to the
 * totals.
 */
export function totalsByPhase(
  items: readonly (MeasuredItem & InPhase)[],
  spending: readonly (Spending & InPhase)[],
  on: PlainDate,
): (InPhase & { totals: Totals })[] {
  const spentIn = spending.map(({ phase }) => phase ?? '').sort();
  const named = new Set([...items.map(({ phase }) => phase ?? ''), ...spentIn]);
  const phases: (string | null)[] = [...named].filter((phase) => phase !== '');
  if (named.has('')) phases.push(null);
  return phases.map((phase) => {
    const isHere = (each: InPhase) => (each.phase ?? '') === (phase ?? '');
    const ac = sum(spending.filter(isHere).map(({ cost }) => cost));
    return { phase, totals: totalsFor(items.filter(isHere), ac, on) };
  });
}

/** A revision of the plan, from the day of its signature, with the progress of its items. */
export interface PlannedBaseline {
  revision: number;
  signedOn: PlainDate;
  items: readonly MeasuredItem[];
}

/** One week of the S-curve; null is the future. */
export interface WeekPoint {
  weekEndingOn: PlainDate;
  revision: number;
  pv: Decimal;
  ev: Decimal | null;
  ac: Decimal | null;
}

/** Twenty years: of a longer curve, only the last ones are returned. */
export const maxWeeks = 1_044;

/**
 * The S-curve: for each week, Monday to Sunday, of the plan and of the records up to the day, the planned value at its
 * end, and the earned value and cost at its end or on the day, whichever is earlier. Each week is measured against the
 * baseline in force then (the first one before any was signed), the future against the one in force on the day; the
 * curve jumps where the plan was changed. Baselines are ordered oldest first, and the last one is that of the day.
 */
export function weeklySeries(
  baselines: readonly PlannedBaseline[],
  spending: readonly Spending[],
  on: PlainDate,
): WeekPoint[] {
  const steps = baselines.flatMap(({ items }) => items.flatMap((item) => item.steps));
  const recorded = [...steps, ...spending].map((each) => each.on).filter((day) => day <= on);
  const begun = [...baselines.flatMap(({ items }) => items.map(({ startsOn }) => startsOn)), ...recorded];
  const points: WeekPoint[] = [];
  if (begun.length === 0) return points;
  const first = earliest(begun);
  const last = latest([first, ...baselines.at(-1)!.items.map(({ endsOn }) => endsOn), ...recorded]);
  const spentBy = runningTotal(spending);
  const earliestMonday = addDays(weekStart(last), -7 * (maxWeeks - 1));
  for (let monday = latest([weekStart(first), earliestMonday]); monday <= last; monday = addDays(monday, 7)) {
    const weekEndingOn = addDays(monday, 6);
    const until = weekEndingOn < on ? weekEndingOn : on;
    const past = monday <= on;
    const { revision, items } = baselines.findLast(({ signedOn }) => signedOn <= until) ?? baselines[0]!;
    points.push({
      weekEndingOn,
      revision,
      pv: plannedValue(items, weekEndingOn),
      ev: past ? earnedTotal(items, until) : null,
      ac: past ? spentBy(until) : null,
    });
  }
  return points;
}

/** Returns the spending up to the end of a day; for days in ascending order, it adds up each record once. */
export function runningTotal(spending: readonly Spending[]): (on: PlainDate) => Decimal {
  const inOrder = [...spending].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  let next = 0;
  let total = zero;
  return (on) => {
    for (; next < inOrder.length && inOrder[next]!.on <= on; next += 1) total = total.plus(inOrder[next]!.cost);
    return total;
  };
}

const earliest = (days: readonly PlainDate[]) => days.reduce((left, right) => (left < right ? left : right));
const latest = (days: readonly PlainDate[]) => days.reduce((left, right) => (left > right ? left : right));
