import type { PlainDate } from '../../../shared/domain/dates';
import { type Decimal, round } from '../../../shared/domain/decimal';
import { moneyFromMinor } from '../../../shared/domain/money';
import { type Money, publishMoney } from '../../../shared/graphql/scalars';
import { type Project, ProjectStatus } from '../../projects';
import {
  completeSince,
  type Figure,
  FigureGap,
  indicators,
  isKnown,
  type PlannedBaseline,
  type Schedule,
  schedule,
  type Totals,
  totalsByPhase,
  totalsFor,
  weeklySeries,
} from './earned-value.formula';
import { costOf, costOfItem, type Performance } from './earned-value.reader';
import {
  EarnedValue,
  type EarnedValueWeek,
  PhaseEarnedValue,
  ScopeItemEarnedValue,
  type UnavailableFigure,
} from './earned-value.types';

const reasons: Record<FigureGap, string> = {
  [FigureGap.NO_BASELINE]: 'No statement of work was signed by that day.',
  [FigureGap.DAY_TO_COME]: 'That day is in the future: only planned value is known.',
  [FigureGap.NO_BUDGET]: 'There is no budget: BAC is 0.',
  [FigureGap.NO_ACTUAL_COST]: 'Nothing has been spent yet: AC is 0.',
  [FigureGap.NO_PLANNED_VALUE]: 'Nothing was planned to be done by then: PV is 0.',
  [FigureGap.NOTHING_EARNED]: 'Nothing has been earned yet: EV is 0.',
  [FigureGap.BUDGET_SPENT]: 'The budget is spent: AC is not below BAC.',
  [FigureGap.NOT_BEGUN]: 'It is before the first planned day.',
  [FigureGap.OUT_OF_RANGE]: 'The amount is beyond the range of exact money.',
  [FigureGap.TOO_LITTLE_HISTORY]: 'There is too little history to forecast from.',
  [FigureGap.BEYOND_HORIZON]: 'It is more than ten years away.',
  [FigureGap.COMPLETE]: 'Nothing is left to forecast: EV has reached BAC.',
  [FigureGap.CANCELLED]: 'The project is cancelled.',
};

const costs = ['acTime', 'acExpenses'] as const;
const core = ['bac', 'pv', 'ev', 'ac', 'cv', 'sv'] as const;
const amounts = [...core, ...costs, 'eac', 'eacByRemainingBudget', 'eacByCpiSpi', 'etc', 'vac'] as const;
const ratios = ['cpi', 'spi', 'tcpi', 'earnedSchedule', 'spiTime'] as const;
const days = ['plannedDuration', 'actualTime'] as const;
type AmountName = (typeof amounts)[number];
type RatioName = (typeof ratios)[number];

const significantDigits = 10;
/** Sums of thirds are inexact beyond this number of decimals; without the guard, a half could be rounded down. */
const guardPlaces = 20;

export function unavailable(figure: string, code: FigureGap, reason = reasons[code]): UnavailableFigure {
  return { figure, code, reason };
}

/**
 * The published figures, which are rounded only here. For a day after the last one that has begun anywhere, only
 * planned value is known.
 */
export function publishEarnedValue(
  projectId: string,
  on: PlainDate,
  performance: Performance | null,
  latestDay: PlainDate,
): EarnedValue {
  const published = Object.assign(new EarnedValue(), { projectId, on, baseline: performance?.sow ?? null });
  if (!performance) {
    const names = [...amounts, ...ratios, ...days];
    for (const name of names) published[name] = null;
    published.unavailable = names.map((name) => unavailable(name, FigureGap.NO_BASELINE));
    return Object.assign(published, { items: [], phases: [] });
  }
  const { currencyCode } = performance.sow;
  const totals = totalsOf(performance, on);
  const isToCome = on > latestDay;
  const { plannedDuration, actualTime, earnedSchedule, spiTime } = scheduleOf(performance, totals, on);
  const figures = {
    ...totals,
    acTime: costOf(performance, ({ kind }) => kind === 'TIME'),
    acExpenses: costOf(performance, ({ kind }) => kind === 'EXPENSE'),
    ...indicators(totals),
    earnedSchedule,
    spiTime,
  };
  const sight = { currencyCode, isToCome };
  show(published, amounts, ratios, figures, sight);
  if (isToCome) published.unavailable.push(...days.map((name) => unavailable(name, FigureGap.DAY_TO_COME)));
  return Object.assign(published, {
    plannedDuration: isToCome ? null : plannedDuration,
    actualTime: isToCome ? null : actualTime,
    items: performance.items.map((item) => {
      const ofItem = totalsFor([item], costOfItem(performance, item.scopeItem), on);
      return part(Object.assign(new ScopeItemEarnedValue(), { scopeItem: item.scopeItem }), ofItem, sight);
    }),
    phases: totalsByPhase(performance.items, performance.spending, on).map(({ phase, totals: ofPhase }) =>
      part(Object.assign(new PhaseEarnedValue(), { phase }), ofPhase, sight),
    ),
  });
}

/** Was the project cancelled on that day or before it? */
export function isCancelledBy(project: Project, on: PlainDate): project is Project & { endedOn: PlainDate } {
  return project.status === ProjectStatus.CANCELLED && project.endedOn !== null && project.endedOn <= on;
}

/** The totals of a project, exact. */
export function totalsOf(performance: Performance, on: PlainDate): Totals {
  return totalsFor(performance.items, costOf(performance), on);
}

/** The time of a cancelled project ends with it; unearned scope stays unearned. */
export function scheduleOf(performance: Performance, { ev }: Totals, on: PlainDate): Schedule {
  const { project, items } = performance;
  const until = isCancelledBy(project, on) ? project.endedOn : on;
  return schedule(items, ev, until, completeSince(plannedBaselines(performance), until));
}

const plannedBaselines = ({ baselines }: Performance): PlannedBaseline[] =>
  baselines.map(({ sow, items }) => ({ revision: sow.revision, signedOn: sow.signedOn!, items }));

export function publishWeeks(on: PlainDate, performance: Performance | null): EarnedValueWeek[] {
  if (!performance) return [];
  const { currencyCode } = performance.sow;
  const inMoney = (value: Decimal | null) => value && inCurrency(value, currencyCode);
  return weeklySeries(plannedBaselines(performance), performance.spending, on).map(
    ({ weekEndingOn, revision, pv, ev, ac }) => ({
      weekEndingOn,
      revision,
      pv: inCurrency(pv, currencyCode),
      ev: inMoney(ev),
      ac: inMoney(ac),
    }),
  );
}

function part<T extends ScopeItemEarnedValue | PhaseEarnedValue>(published: T, totals: Totals, sight: Sight): T {
  show(published, core, ['cpi', 'spi'], { ...totals, ...indicators(totals) }, sight);
  return published;
}

interface Sight {
  currencyCode: string;
  /** For a future day there is only planned value. */
  isToCome: boolean;
}

/** Sets the requested figures, and gives the reason for each without a value. */
function show<A extends AmountName, R extends RatioName>(
  published: { [name in A | R]: unknown } & { unavailable: UnavailableFigure[] },
  amountNames: readonly A[],
  ratioNames: readonly R[],
  figures: Record<A | R, Figure>,
  { currencyCode, isToCome }: Sight,
): void {
  const shown = published as Record<string, unknown>;
  published.unavailable = [];
  const miss = (name: string, gap: FigureGap) => {
    published.unavailable.push(unavailable(name, gap));
    return null;
  };
  const known = (name: A | R) => (isToCome && name !== 'pv' ? FigureGap.DAY_TO_COME : figures[name]);
  for (const name of amountNames) {
    const figure = inRange(known(name));
    shown[name] = isKnown(figure) ? inCurrency(figure, currencyCode) : miss(name, figure);
  }
  for (const name of ratioNames) {
    const figure = known(name);
    shown[name] = isKnown(figure) ? figure.toSignificantDigits(significantDigits).toFixed() : miss(name, figure);
  }
}

export function inRange(figure: Figure): Figure {
  return isKnown(figure) && round(figure, 0).abs().gt(Number.MAX_SAFE_INTEGER) ? FigureGap.OUT_OF_RANGE : figure;
}

export function inCurrency(minor: Decimal, currencyCode: string): Money {
  return publishMoney(moneyFromMinor(round(minor, guardPlaces), currencyCode));
}
