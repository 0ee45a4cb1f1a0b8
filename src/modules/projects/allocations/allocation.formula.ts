import { addDays, type PlainDate } from '../../../shared/domain/dates';

/** Days in a row, both ends included. */
export interface Days {
  from: PlainDate;
  until: PlainDate;
}

/** A share of a full-time working day on each of some days. */
export interface Share extends Days {
  percent: number;
}

/** Days on which somebody is allocated for more than they work. */
export interface OverAllocated extends Share {
  /** How much of a full-time day they work on each of the days, in percent, rounded down. */
  available: number;
}

/** How much of a full-time day a person works: `part` of `whole`, which is 0 on a day on which nobody works, such as a Sunday. */
export interface Availability {
  part: number;
  whole: number;
}

/** How much a person works from day to day. */
export interface PersonTime {
  /** The days from which on it may be otherwise than before; between them each week is like the other. */
  changes: readonly PlainDate[];
  on(day: PlainDate): Availability;
}

const full: Availability = { part: 1, whole: 1 };

/** Of a person of whom nothing else is known: all of every day. */
export const fullTime: PersonTime = { changes: [], on: () => full };

/** A stretch on which the shares have one total and the person works the same, or nobody works. */
interface Stretch extends Share {
  available: Availability | null;
}

const isOver = ({ percent, available }: Stretch): boolean => {
  const { part, whole } = available ?? full;
  return percent * whole > 100 * part;
};

/**
 * The days on which the shares of one person come to more than they work, in order, as runs of the same total. Days on which
 * nobody works do not end a run; on them, only more than 100 % is too much.
 */
export function overAllocated(shares: readonly Share[], within: Days, time: PersonTime = fullTime): OverAllocated[] {
  const runs: OverAllocated[] = [];
  // The run that the next stretch may continue.
  let last = null as OverAllocated | null;
  for (const stretch of stretchesOf(shares, within, time)) {
    const { from, until, percent } = stretch;
    const { part, whole } = stretch.available ?? full;
    const available = Math.floor((100 * part) / whole);
    const continues = last?.percent === percent && (stretch.available === null || last.available === available);
    if (continues && isOver(stretch)) last!.until = until;
    else if (isOver(stretch)) runs.push((last = { from, until, percent, available }));
    else if (!continues || stretch.available !== null) last = null;
  }
  return runs;
}

function* stretchesOf(shares: readonly Share[], within: Days, time: PersonTime): Generator<Stretch> {
  // The total changes only where a share begins, or on the day after one ends.
  const changes = [...shares.flatMap(({ from, until }) => [from, addDays(until, 1)]), ...time.changes];
  const starts = [...new Set([within.from, ...changes])]
    .filter((day) => day >= within.from && day <= within.until)
    .sort();
  for (const [index, from] of starts.entries()) {
    const next = starts[index + 1];
    const until = next ? addDays(next, -1) : within.until;
    const percent = shares
      .filter((share) => share.from <= from && from <= share.until)
      .reduce((total, share) => total + share.percent, 0);
    if (percent === 0) yield { from, until, percent, available: null };
    else yield* alike({ from, until, percent }, time);
  }
}

/** The share in stretches on which the person works the same: one where they do so on every working day of the week. */
function* alike(share: Share, time: PersonTime): Generator<Stretch> {
  const { from, until, percent } = share;
  const endOfWeek = addDays(from, 6);
  const on = (day: PlainDate) => {
    const available = time.on(day);
    return available.whole === 0 ? null : available;
  };
  const week = daysOf(from, endOfWeek < until ? endOfWeek : until).map(on);
  const [first = null, ...others] = week.filter((each) => each !== null);
  if (others.every(({ part, whole }) => part * first!.whole === first!.part * whole))
    yield { ...share, available: first };
  else for (const day of daysOf(from, until)) yield { from: day, until: day, percent, available: on(day) };
}

function daysOf(from: PlainDate, until: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}
