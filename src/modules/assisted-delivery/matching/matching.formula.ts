import { addDays, daysInRange, type PlainDate } from '../../../shared/domain/dates';
import { type Decimal, decimal, round, sum } from '../../../shared/domain/decimal';

/** The criteria by which partners are ranked. */
export enum MatchPartCode {
  QUALIFICATION = 'QUALIFICATION',
  CAPACITY = 'CAPACITY',
  REGION = 'REGION',
  INDUSTRY = 'INDUSTRY',
  SCORECARD = 'SCORECARD',
}

/** The weight of each part. */
export const weights: Readonly<Record<MatchPartCode, number>> = {
  [MatchPartCode.QUALIFICATION]: 30,
  [MatchPartCode.CAPACITY]: 30,
  [MatchPartCode.REGION]: 10,
  [MatchPartCode.INDUSTRY]: 15,
  [MatchPartCode.SCORECARD]: 15,
};

/** The value of a partner that needs a mentor. */
const assistedValue = 50;
/** This number of free full-time people scores 100: one to do the work, and one as a substitute. */
const enoughPeople = 2;
/** This number of closed projects scores 100. */
export const enoughProjects = 3;
/** The value of a firm's own statement. */
const statedValue = 50;
/** The number of days considered for a project without an end date. */
const openWindowDays = 90;

/** A value from 0 to 100, with the reason in words and the records behind it. Null means not known. */
export interface MatchPart {
  code: MatchPartCode;
  weight: number;
  value: Decimal | null;
  explanation: string;
  evidence: string[];
}

export interface Days {
  from: PlainDate;
  until: PlainDate;
}

/** The days on which people are needed: the planned days from today on. */
export function neededDays(startsOn: PlainDate | null, endsOn: PlainDate | null, today: PlainDate): Days {
  const from = startsOn !== null && startsOn > today ? startsOn : today;
  const until = endsOn ?? addDays(from, openWindowDays - 1);
  return { from, until: until < from ? from : until };
}

/**
 * The percentage of a person's time that is free, from 0 to 100: the mean over the days. An over-allocated day counts
 * as 0.
 */
export function freePercent(shares: readonly (Days & { percent: number })[], within: Days): Decimal {
  // The total changes only at the first day of a share, or on the day after its last.
  const changes = shares.flatMap(({ from, until }) => [from, addDays(until, 1)]);
  const starts = [...new Set([within.from, ...changes])]
    .filter((day) => day >= within.from && day <= within.until)
    .sort();
  const freeDays = starts.map((from, index) => {
    const next = starts[index + 1];
    const until = next ? addDays(next, -1) : within.until;
    const taken = shares
      .filter((share) => share.from <= from && from <= share.until)
      .reduce((total, share) => total + share.percent, 0);
    return Math.max(0, 100 - taken) * daysInRange(from, until);
  });
  return sum(freeDays).div(daysInRange(within.from, within.until));
}

export function qualificationPart(independent: boolean, qualificationId: string): MatchPart {
  return {
    ...partOf(MatchPartCode.QUALIFICATION),
    value: decimal(independent ? 100 : assistedValue),
    explanation: independent
      ? 'The partner delivers the offering alone.'
      : 'The partner delivers the offering with a mentor.',
    evidence: [qualificationId],
  };
}

/** A holder of a certification for the offering, with the percentage of their time that is free, from 0 to 100. */
export interface CertifiedMember {
  certificationId: string;
  free: Decimal;
  /** The allocations that take the rest of their time. */
  allocationIds: string[];
}

export function capacityPart(members: readonly CertifiedMember[], days: Days): MatchPart {
  const people = sum(members.map(({ free }) => free)).div(100);
  const value = people.div(enoughPeople).times(100);
  return {
    ...partOf(MatchPartCode.CAPACITY),
    value: value.gt(100) ? decimal(100) : value,
    explanation: `Members certified for the offering: ${members.length}. From ${days.from} to ${days.until}, their free time equals ${round(people, 2).toFixed()} full-time people; ${enoughPeople} score 100.`,
    evidence: members.flatMap(({ certificationId, allocationIds }) => [certificationId, ...allocationIds]),
  };
}

/** Experience with a region or an industry: from closed projects, or else from the firm's own statement. */
export function experiencePart(
  code: MatchPartCode.REGION | MatchPartCode.INDUSTRY,
  name: string,
  projectIds: readonly string[],
  statedBy: string | null,
): MatchPart {
  const shown = decimal(100).times(Math.min(projectIds.length, enoughProjects)).div(enoughProjects);
  const stated = decimal(statedBy === null ? 0 : statedValue);
  const what = code === MatchPartCode.REGION ? 'region' : 'industry';
  const says = statedBy === null ? '' : `; the firm states that it knows this ${what}`;
  return {
    ...partOf(code),
    value: shown.gt(stated) ? shown : stated,
    explanation: `Closed projects in the ${what} ${name}: ${projectIds.length}; ${enoughProjects} score 100${says}.`,
    evidence: [...projectIds, ...(statedBy === null ? [] : [statedBy])],
  };
}

export function scorecardPart(overall: Decimal | null, evidence: readonly string[]): MatchPart {
  return {
    ...partOf(MatchPartCode.SCORECARD),
    value: overall,
    explanation:
      overall === null
        ? 'The overall score is not known, so it is left out of the mean.'
        : `The overall score is ${overall.toFixed()}.`,
    evidence: [...evidence],
  };
}

/** The weighted mean of the parts; unknown parts are left out of both sums. Null if nothing is known. */
export function scoreOf(parts: readonly MatchPart[]): Decimal | null {
  const known = parts.filter(({ value }) => value !== null);
  if (known.length === 0) return null;
  const total = sum(known.map(({ value, weight }) => value!.times(weight)));
  // Rounded so that thirds add up to the whole: the error of 40 digits must not decide on a rank.
  return round(total.div(sum(known.map(({ weight }) => weight))), 20);
}

interface Scored {
  score: Decimal;
  key: string;
}

/** Best first, with ranks; equal scores share a rank and are ordered by their keys. */
export function ranked<T extends Scored>(candidates: readonly T[]): (T & { rank: number })[] {
  const sorted = [...candidates].sort(
    (one, other) => other.score.comparedTo(one.score) || compareTexts(one.key, other.key),
  );
  let rank = 0;
  return sorted.map((candidate, index) => {
    if (index === 0 || !candidate.score.eq(sorted[index - 1]!.score)) rank = index + 1;
    return { ...candidate, rank };
  });
}

/** By code point, as the database compares. */
export function compareTexts(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

const allWeights = Object.values(weights).reduce((total, weight) => total + weight);
const withoutScorecard = allWeights - weights[MatchPartCode.SCORECARD];

/*
 * The highest score that a partner can reach is the one that it has with enough free people. The database computes it
 * as a whole number, so that it orders candidates by exactly the scores that are computed here: multiplied by both sums
 * of weights, and by 60, which makes thirds of projects and tenths of scores whole.
 */
const fine = 60;
export const boundScale = fine * allWeights * withoutScorecard;
/** The terms of that number: what each part adds to it before `over`, the sum of weights that is not divided by. */
export const boundTerms = {
  independent: fine * weights.QUALIFICATION * 100,
  assisted: fine * weights.QUALIFICATION * assistedValue,
  capacity: fine * weights.CAPACITY * 100,
  closedProject: (fine * 100) / enoughProjects,
  stated: fine * statedValue,
  scoreTenth: (fine * weights.SCORECARD) / 10,
  over: { scored: withoutScorecard, unscored: allWeights },
};

/**
 * Whether the best of the candidates seen so far are the best of all. `last` is the last one seen: the others have at
 * most its bound, and at an equal bound a later key.
 */
export function isSettled(best: readonly Scored[], wanted: number, last: { bound: number; key: string }): boolean {
  const lowest = best[wanted - 1];
  if (!lowest) return false;
  const order = round(lowest.score.times(boundScale), 10).comparedTo(last.bound);
  return order > 0 || (order === 0 && compareTexts(lowest.key, last.key) <= 0);
}

function partOf(code: MatchPartCode): { code: MatchPartCode; weight: number } {
  return { code, weight: weights[code] };
}
