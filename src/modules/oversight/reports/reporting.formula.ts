import { addDays, daysBetween, type PlainDate } from '../../../shared/domain/dates';

/*
 * When status reports are due, which of them are missing, and which due date a report answers. All of it follows from the
 * rhythm, from when the project was in work, and from the due dates that were answered.
 */

/** A report is due on the first day, and again every so many days. */
export interface Rhythm {
  everyDays: number;
  firstDueOn: PlainDate;
}

/**
 * When a project was in work: nothing is due before it began, while it rested, or after its end. On the day of a hold and of
 * the end a report is still due: what has come once does not go away.
 */
export interface WorkTime {
  activatedOn: PlainDate | null;
  endedOn: PlainDate | null;
  pauses: readonly { from: PlainDate; until: PlainDate | null }[];
}

export interface Reporting {
  /** The due date that the next report answers: the last one that has come, or else the next; null where none will come. */
  nextDueOn: PlainDate | null;
  /** For how many days that one has been over; 0 where it is not. */
  overdueDays: number;
  /** The due dates on which no report came, and none will any more, oldest first. */
  missed: PlainDate[];
  /** The due dates without a report up to the last one that is over, oldest first: those missed, and the open one. */
  unanswered: PlainDate[];
}

function restsOn({ pauses }: WorkTime, day: PlainDate): boolean {
  return pauses.some(({ from, until }) => from < day && (until === null || day < until));
}

function hasEndedBy({ endedOn }: WorkTime, day: PlainDate): boolean {
  return endedOn !== null && endedOn < day;
}

/** The days of the rhythm from one on. */
function* steps({ everyDays, firstDueOn }: Rhythm, from: PlainDate): Generator<PlainDate> {
  const passed = Math.max(0, Math.ceil(daysBetween(firstDueOn, from) / everyDays));
  for (let step = passed; ; step += 1) yield addDays(firstDueOn, step * everyDays);
}

/** The due dates until a day, that day included, oldest first. */
export function dueDates(rhythm: Rhythm, work: WorkTime, until: PlainDate): PlainDate[] {
  const { activatedOn } = work;
  const found: PlainDate[] = [];
  if (activatedOn === null) return found;
  for (const day of steps(rhythm, activatedOn)) {
    if (day > until || hasEndedBy(work, day)) return found;
    if (!restsOn(work, day)) found.push(day);
  }
  return found;
}

/** The first due date after a day that has no answer yet; null where the project has ended or rests with no end in sight. */
function upcoming(
  rhythm: Rhythm,
  work: WorkTime,
  answered: ReadonlySet<PlainDate>,
  today: PlainDate,
): PlainDate | null {
  const tomorrow = addDays(today, 1);
  const rests = work.pauses.some(({ until }) => until === null);
  if (work.endedOn !== null || rests) return null;
  for (const day of steps(rhythm, tomorrow)) if (!answered.has(day)) return day;
  return null;
}

export function reportingOn(
  rhythm: Rhythm,
  work: WorkTime,
  answered: ReadonlySet<PlainDate>,
  today: PlainDate,
): Reporting {
  const come = dueDates(rhythm, work, today);
  const last = come.at(-1);
  const open = last !== undefined && work.endedOn === null && !answered.has(last) ? last : null;
  const missed = come.filter((day) => !answered.has(day) && day !== open);
  return {
    nextDueOn: open ?? upcoming(rhythm, work, answered, today),
    overdueDays: open === null ? 0 : daysBetween(open, today),
    missed,
    unanswered: open !== null && open < today ? [...missed, open] : missed,
  };
}

/** How many due dates in a row, up to the last one that is over, have no report. */
export function missingInARow(
  rhythm: Rhythm,
  work: WorkTime,
  answered: ReadonlySet<PlainDate>,
  today: PlainDate,
): number {
  const over = dueDates(rhythm, work, addDays(today, -1));
  const lastAnswered = over.findLastIndex((day) => answered.has(day));
  return over.length - 1 - lastAnswered;
}

/**
 * The due date that a report filed on a day answers: the last one that has come, if it has no report yet; or the next one,
 * if it is no further away than half of the rhythm. A report at another time answers none, and is of its own accord.
 */
export function answers(
  rhythm: Rhythm,
  work: WorkTime,
  answered: ReadonlySet<PlainDate>,
  today: PlainDate,
): PlainDate | null {
  const { nextDueOn } = reportingOn(rhythm, work, answered, today);
  if (nextDueOn === null) return null;
  return daysBetween(today, nextDueOn) <= Math.floor(rhythm.everyDays / 2) ? nextDueOn : null;
}

/** How many days after the due date a report came; 0 where it was in time, or due on no day. */
export function daysLate(dueOn: PlainDate | null, filedOn: PlainDate): number {
  return dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, filedOn));
}
