import { addDays, daysInRange, type PlainDate } from '../../../shared/domain/dates';
import { type Decimal, decimal, round, sum } from '../../../shared/domain/decimal';

/** What a partner is ranked by. */
export enum MatchPartCode {
  QUALIFICATION = 'QUALIFICATION',
  CAPACITY = 'CAPACITY',
  REGION = 'REGION',
  INDUSTRY = 'INDUSTRY',
  SCORECARD = 'SCORECARD',
}

/** How much each part counts. */
export const weights: Readonly<Record<MatchPartCode, number>> = {
  [MatchPartCode.QUALIFICATION]: 30,
  [MatchPartCode.CAPACITY]: 30,
  [MatchPartCode.REGION]: 10,
  [MatchPartCode.INDUSTRY]: 15,
  [MatchPartCode.SCORECARD]: 15,
};

/** What a partner that needs a mentor has of the full value. */
const assistedValue = 50;
/** So many free full-time people are enough: one who works, and one who can step in. */
const enoughPeople = 2;
/** So many closed projects are experience enough. */
const enoughProjects = 3;
/** What a firm says of itself counts as much as half of that. */
const statedValue = 50;
/** For how long a project without an end is looked at. */
const openWindowDays = 90;

/** A value from 0 to 100, with the reason in words and the records behind it. Null is "not known". */
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

/** The days on which people are needed: those planned that are still to come. */
export function neededDays(startsOn: PlainDate | null, endsOn: PlainDate | null, today: PlainDate): Days {
  const from = startsOn !== null && startsOn > today ? startsOn : today;
  const until = endsOn ?? addDays(from, openWindowDays - 1);
  return { from, until: until < from ? from : until };
}

/** How much of a person's time is free, from 0 to 100: the mean over the days. A day that is over-allocated is not free. */
export function freePercent(shares: readonly (Days & { percent: number })[], within: Days): Decimal {
  // The total changes only where a share begins, or on the day after one ends.
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
      ? 'The partner delivers the offering on its own.'
      : 'The partner delivers the offering with a mentor beside it.',
    evidence: [qualificationId],
  };
}

/** Somebody who holds a certification for the offering, with how much of their time is free, from 0 to 100. */
export interface CertifiedMember {
  certificationId: string;
  free: Decimal;
  /** What takes the rest of their time. */
  allocationIds: string[];
}

export function capacityPart(members: readonly CertifiedMember[], days: Days): MatchPart {
  const people = sum(members.map(({ free }) => free)).div(100);
  const value = people.div(enoughPeople).times(100);
  return {
    ...partOf(MatchPartCode.CAPACITY),
    value: value.gt(100) ? decimal(100) : value,
    explanation:
      `Members certified for the offering: ${members.length}; from ${days.from} to ${days.until} they are free for ` +
      `${round(people, 2).toFixed()} full-time people together, of ${enoughPeople} that are enough.`,
    evidence: members.flatMap(({ certificationId, allocationIds }) => [certificationId, ...allocationIds]),
  };
}

/** Experience with a region or an industry: by closed projects there, or else by what the firm says of itself. */
export function experiencePart(
  code: MatchPartCode.REGION | MatchPartCode.INDUSTRY,
  name: string,
  projectIds: readonly string[],
  statedBy: string | null,
): MatchPart {
  const shown = decimal(100).times(Math.min(projectIds.length, enoughProjects)).div(enoughProjects);
  const stated = decimal(statedBy === null ? 0 : statedValue);
  const what = code === MatchPartCode.REGION ? 'region' : 'industry';
  const says = statedBy === null ? '' : `; the firm says that it knows this ${what}`;
  return {
    ...partOf(code),
    value: shown.gt(stated) ? shown : stated,
    explanation: `Closed projects in the ${what} ${name}: ${projectIds.length}, of ${enoughProjects} that are enough${says}.`,
    evidence: [...projectIds, ...(statedBy === null ? [] : [statedBy])],
  };
}

export function scorecardPart(overall: Decimal | null, evidence: readonly string[]): MatchPart {
  return {
    ...partOf(MatchPartCode.SCORECARD),
    value: overall,
    explanation:
      overall === null
        ? 'The overall score is not known, and leaves the weights.'
        : `The overall score is ${overall.toFixed()}.`,
    evidence: [...evidence],
  };
}

/** The mean of the parts by their weights, unrounded; what is not known leaves both sums. Null where nothing is known. */
export function scoreOf(parts: readonly MatchPart[]): Decimal | null {
  const known = parts.filter(({ value }) => value !== null);
  if (known.length === 0) return null;
  return sum(known.map(({ value, weight }) => value!.times(weight))).div(sum(known.map(({ weight }) => weight)));
}

/** Best first, with the rank; those with the same score share one, and come in the order of their keys. */
export function ranked<T extends { score: Decimal; key: string }>(candidates: readonly T[]): (T & { rank: number })[] {
  const sorted = [...candidates].sort(
    (one, other) => other.score.comparedTo(one.score) || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0),
  );
  return sorted.map((candidate) => ({
    ...candidate,
    rank: 1 + sorted.findIndex(({ score }) => score.eq(candidate.score)),
  }));
}

function partOf(code: MatchPartCode): { code: MatchPartCode; weight: number } {
  return { code, weight: weights[code] };
}
