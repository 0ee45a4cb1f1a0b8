import { createHash } from 'node:crypto';
import { addDays, type PlainDate, weekStart } from '../../../shared/domain/dates';
import { decimal, type Decimal } from '../../../shared/domain/decimal';
import {
  earnedTotal,
  maxWeeks,
  type MeasuredItem,
  runningTotal,
  type Spending,
} from '../earned-value/earned-value.formula';

/*
 * A Monte Carlo forecast. The past is added up exactly; future weeks are drawn at random, and there floating-point
 * numbers suffice, because the result is uncertain by whole days.
 */

/** The value earned and the cost in one week, in minor units. */
export interface Week {
  earned: Decimal;
  cost: Decimal;
}

/** A time in which work was on hold; null means open-ended. */
export interface Rest {
  from: PlainDate;
  until: PlainDate | null;
}

export const runs = 2_000;
/** Ten years: a run that has not ended by then never ends. */
export const maxForecastWeeks = 520;
/** With fewer weeks, the draws reach hardly beyond their minimum and maximum. */
export const minWeeks = 6;
/** If one or two weeks earned everything, every run makes the same steps, which is not a distribution. */
export const minEarningWeeks = 3;

/**
 * The whole weeks, Monday to Sunday, from the first with progress or spending to the last that is over on the day;
 * weeks without progress are included. Earned value is measured against a single plan throughout, so that a change of
 * plan does not count as work. A week on hold from Monday to Friday counts only if something was recorded in it. At
 * most the last twenty years are used.
 */
export function history(
  items: readonly MeasuredItem[],
  spending: readonly Spending[],
  rests: readonly Rest[],
  on: PlainDate,
): Week[] {
  const recorded = [...items.flatMap(({ steps }) => steps), ...spending].map((each) => each.on);
  const first = recorded.reduce((left, right) => (left < right ? left : right), on);
  const spentBy = runningTotal(spending);
  const weeks: Week[] = [];
  const earliestMonday = addDays(weekStart(on), -7 * maxWeeks);
  const start = weekStart(first) < earliestMonday ? earliestMonday : weekStart(first);
  let [earned, spent] = [earnedTotal(items, addDays(start, -1)), spentBy(addDays(start, -1))];
  for (let monday = start; addDays(monday, 6) <= on; monday = addDays(monday, 7)) {
    const sunday = addDays(monday, 6);
    const [earnedThen, spentThen] = [earnedTotal(items, sunday), spentBy(sunday)];
    const week = { earned: earnedThen.minus(earned), cost: spentThen.minus(spent) };
    [earned, spent] = [earnedThen, spentThen];
    const idle = week.earned.isZero() && week.cost.isZero();
    const friday = addDays(monday, 4);
    if (idle && rests.some(({ from, until }) => from <= monday && (until === null || until > friday))) continue;
    weeks.push(week);
  }
  return weeks;
}

/** Is the history long enough? */
export function isEnough(weeks: readonly Week[]): boolean {
  return weeks.length >= minWeeks && weeksWithProgress(weeks) >= minEarningWeeks;
}

export function weeksWithProgress(weeks: readonly Week[]): number {
  return weeks.filter(({ earned }) => earned.gt(0)).length;
}

/**
 * 128 bits as hexadecimal digits, derived from the question and the past, so that the same forecast gives the same
 * result.
 */
export function seedOf(
  projectId: string,
  on: PlainDate,
  left: Decimal,
  spent: Decimal,
  weeks: readonly Week[],
): string {
  const past = weeks.map(({ earned, cost }) => [earned.toFixed(), cost.toFixed()]);
  const text = JSON.stringify([projectId, on, left.toFixed(), spent.toFixed(), past]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/**
 * Numbers from 0 (inclusive) to 1 (exclusive): xoshiro128** 1.1 by David Blackman and Sebastiano Vigna, 2018, in the
 * public domain (https://prng.di.unimi.it/xoshiro128starstar.c).
 */
export function randomNumbers(seed: string): () => number {
  const state = Int32Array.from([0, 8, 16, 24], (from) => Number.parseInt(seed.slice(from, from + 8), 16));
  return () => {
    const five = ((state[1]! << 2) + state[1]!) | 0;
    const rotated = (five << 7) | (five >>> 25);
    const nine = ((rotated << 3) + rotated) >>> 0;
    const shifted = state[1]! << 9;
    state[2]! ^= state[0]!;
    state[3]! ^= state[1]!;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= shifted;
    state[3] = (state[3]! << 11) | (state[3]! >>> 21);
    return nine / 4_294_967_296;
  };
}

/** The ends of all runs, each list in ascending order. A run that never ends has infinite days and cost. */
export interface Outcome {
  /** Whole days from the day of the forecast to the end. */
  days: Float64Array;
  cost: Float64Array;
}

/**
 * Bootstrap: continues the project many times, each time with weeks drawn with replacement from its own past, earned
 * value and cost together, until everything is earned. Only the part of the last week that is needed counts.
 */
export function simulate(weeks: readonly Week[], left: Decimal, spent: Decimal, random: () => number): Outcome {
  const earned = Float64Array.from(weeks, (week) => week.earned.toNumber());
  const cost = Float64Array.from(weeks, (week) => week.cost.toNumber());
  const outcome = { days: new Float64Array(runs), cost: new Float64Array(runs) };
  const [leftAtFirst, spentAtFirst] = [left.toNumber(), spent.toNumber()];
  for (let run = 0; run < runs; run += 1) {
    let [toEarn, total, passed] = [leftAtFirst, spentAtFirst, 0];
    while (toEarn > 0 && passed < maxForecastWeeks) {
      const drawn = (random() * earned.length) | 0;
      const part = earned[drawn]! >= toEarn ? toEarn / earned[drawn]! : 1;
      toEarn = part < 1 ? 0 : toEarn - earned[drawn]!;
      total += part * cost[drawn]!;
      passed += part;
    }
    outcome.days[run] = toEarn > 0 ? Infinity : wholeDays(passed * 7);
    outcome.cost[run] = toEarn > 0 ? Infinity : total;
  }
  outcome.days.sort();
  outcome.cost.sort();
  return outcome;
}

/** Rounds up to the end of the day, ignoring floating-point error. */
function wholeDays(days: number): number {
  return Math.ceil(days - 1e-6);
}

/** The smallest of the ordered values that the given percentage of them does not exceed (nearest rank). */
export function percentile(ordered: Float64Array, percent: number): number {
  return ordered[Math.max(Math.ceil((percent * ordered.length) / 100), 1) - 1]!;
}

/** The share of the ordered values that do not exceed the limit: from 0 to 1, exact. */
export function shareWithin(ordered: Float64Array, limit: number): Decimal {
  return decimal(ordered.filter((value) => value <= limit).length).div(ordered.length);
}

/**
 * The last day by the earned schedule, IEAC(t) = PD ÷ SPI(t) (Lipke and Henderson), counted from the first planned day:
 * whole days, of which the first planned day is the first.
 */
export function durationByEarnedSchedule(plannedDuration: number, actualTime: number, earnedSchedule: Decimal): number {
  return decimal(plannedDuration).times(actualTime).div(earnedSchedule).toDecimalPlaces(20).ceil().toNumber();
}
