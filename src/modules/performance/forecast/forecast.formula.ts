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
 * A forecast by simulation. What has happened is added up exactly; the weeks that have not are drawn by chance, and there
 * binary fractions are exact enough: what they say is uncertain by whole days.
 */

/** What a week of work brought, in minor units. */
export interface Week {
  earned: Decimal;
  cost: Decimal;
}

/** A time in which work rested; null is open. */
export interface Rest {
  from: PlainDate;
  until: PlainDate | null;
}

export const runs = 2_000;
/** Ten years: a run that is not at its end by then never ends. */
export const maxForecastWeeks = 520;
/** Below six weeks the least and the most of them are all that chance can draw. */
export const minWeeks = 6;
/** Where one or two weeks earned everything, every run draws the same steps: that is no distribution. */
export const minEarningWeeks = 3;

/**
 * The whole weeks, Monday to Sunday, from the first in which anything was done or spent to the last that is over on the
 * day; weeks without progress are among them. What was earned is measured on one plan throughout, so that a change of plan
 * is not taken for work. A week that rested from Monday to Friday counts only if something was recorded in it. Of more than
 * twenty years, the last ones.
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

/** Does the history say enough? */
export function isEnough(weeks: readonly Week[]): boolean {
  return weeks.length >= minWeeks && weeksWithProgress(weeks) >= minEarningWeeks;
}

export function weeksWithProgress(weeks: readonly Week[]): number {
  return weeks.filter(({ earned }) => earned.gt(0)).length;
}

/** 128 bits as hexadecimal digits: the same for the same question and the same past, another for any other. */
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
 * Numbers from 0 up to but not including 1: xoshiro128** 1.1 by David Blackman and Sebastiano Vigna, 2018, which they gave
 * to the public domain (https://prng.di.unimi.it/xoshiro128starstar.c).
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

/** How all the runs ended, each list in order. What never ends has no day and no cost: both are infinite. */
export interface Outcome {
  /** Whole days from the day of the forecast to the end. */
  days: Float64Array;
  cost: Float64Array;
}

/**
 * Lets the project go on many times, each time with weeks drawn from its own past, with replacement, each with what it
 * earned and what it cost together, until everything is earned. Of the last week only the part that is needed is taken.
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

/** Up to the end of the day; what binary fractions are off by makes no day of its own. */
function wholeDays(days: number): number {
  return Math.ceil(days - 1e-6);
}

/** The smallest of the ordered values that the share of them, in percent, does not exceed (nearest rank). */
export function percentile(ordered: Float64Array, percent: number): number {
  return ordered[Math.max(Math.ceil((percent * ordered.length) / 100), 1) - 1]!;
}

/** Which part of the ordered values is not above the limit: from 0 to 1, exact. */
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
