import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { type Availability, type Days, fullDay, fullTime, type PersonTime } from '../calendars/person-time.formula';

/** A percentage of a full-time day on each of some days. */
export interface Share extends Days {
  percent: number;
}

/** Days on which a person is allocated for more than they work. */
export interface OverAllocated extends Share {
  /** The percentage of a full-time day that they work on each of the days, rounded down. */
  available: number;
}

/** A stretch with a constant total of shares and constant working time, or without work. */
interface Stretch extends Share {
  available: Availability | null;
}

const isOver = ({ percent, available }: Stretch): boolean => {
  const { part, whole } = available ?? fullDay;
  return percent * whole > 100 * part;
};

/**
 * The days on which one person's shares exceed their working time, in order, as runs with the same total. Days without
 * work do not end a run; on them, only more than 100 % is too much.
 */
export function overAllocated(shares: readonly Share[], within: Days, time: PersonTime = fullTime): OverAllocated[] {
  const runs: OverAllocated[] = [];
  // The run that the next stretch may continue.
  let last = null as OverAllocated | null;
  for (const stretch of stretchesOf(shares, within, time)) {
    const { from, until, percent } = stretch;
    const { part, whole } = stretch.available ?? fullDay;
    const available = Math.floor((100 * part) / whole);
    const continues = last?.percent === percent && (stretch.available === null || last.available === available);
    if (continues && isOver(stretch)) last!.until = until;
    else if (isOver(stretch)) runs.push((last = { from, until, percent, available }));
    else if (!continues || stretch.available !== null) last = null;
  }
  return runs;
}

function* stretchesOf(shares: readonly Share[], within: Days, time: PersonTime): Generator<Stretch> {
  // The total changes only at the first day of a share, or on the day after its last.
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

/**
 * Splits a share into stretches with constant working time, or returns it whole if every working day of the week is
 * alike.
 */
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
