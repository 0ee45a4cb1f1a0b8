import { addDays, type PlainDate } from '../../../shared/domain/dates';

/** Days in a row, both ends included. */
export interface Days {
  from: PlainDate;
  until: PlainDate;
}

/** A share of a person's working time on each of some days. */
export interface Share extends Days {
  percent: number;
}

/** The days on which the shares of one person come to more than 100 %, in order, as runs of the same total. */
export function overAllocated(shares: readonly Share[], within: Days): Share[] {
  // The total changes only where a share begins, or on the day after one ends.
  const changes = shares.flatMap(({ from, until }) => [from, addDays(until, 1)]);
  const starts = [...new Set([within.from, ...changes])]
    .filter((day) => day >= within.from && day <= within.until)
    .sort();
  const runs: Share[] = [];
  starts.forEach((from, index) => {
    const next = starts[index + 1];
    const until = next ? addDays(next, -1) : within.until;
    const percent = shares
      .filter((share) => share.from <= from && from <= share.until)
      .reduce((total, share) => total + share.percent, 0);
    if (percent <= 100) return;
    const last = runs.at(-1);
    if (last && last.percent === percent && addDays(last.until, 1) === from) last.until = until;
    else runs.push({ from, until, percent });
  });
  return runs;
}
