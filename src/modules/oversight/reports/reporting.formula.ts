import { addDays, daysBetween, type PlainDate } from '../../../shared/domain/dates';

/*
 * When status reports are due, which ones are missing, and which due date a report answers. All of it follows from the
 * rhythm, the days on which the project was active, and the due dates that were answered.
 */

/** A report is due on the first day, and then at this interval of days. */
export interface Rhythm {
  everyDays: number;
  firstDueOn: PlainDate;
}

/**
 * The days on which a project was active: nothing is due before its start, during a hold, or after its end. A report is
 * still due on the day of the hold or the end itself, so that a due date never disappears once it has come.
 */
export interface WorkTime {
  activatedOn: PlainDate | null;
  endedOn: PlainDate | null;
  pauses: readonly { from: PlainDate; until: PlainDate | null }[];
}

export interface Reporting {
  /**
   * The due date that the next report answers: the last one that has come, or else the next; null if none will come.
   */
  nextDueOn: PlainDate | null;
  /** The number of days since that due date; 0 if it has not passed. */
  overdueDays: number;
  /** The due dates for which no report came in time to answer them, oldest first. */
  missed: PlainDate[];
  /**
   * The due dates without a report up to the last one that has passed, oldest first: the missed ones, and the open one.
   */
  unanswered: PlainDate[];
}

function restsOn({ pauses }: WorkTime, day: PlainDate): boolean {
  return pauses.some(({ from, until }) => from < day && (until === null || day < until));
}

function hasEndedBy({ endedOn }: WorkTime, day: PlainDate): boolean {
  return endedOn !== null && endedOn < day;
}

/** The days of the rhythm from a given one on. */
function* steps({ everyDays, firstDueOn }: Rhythm, from: PlainDate): Generator<PlainDate> {
  const passed = Math.max(0, Math.ceil(daysBetween(firstDueOn, from) / everyDays));
  for (let step = passed; ; step += 1) yield addDays(firstDueOn, step * everyDays);
}

/** The due dates up to and including a day, oldest first. */
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

/** The first unanswered due date after a day; null if the project has ended, or is on hold indefinitely. */
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

/** The number of consecutive due dates without a report, up to the last one that has passed. */
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
 * The due date that a report filed on a day answers: the last one that has come, if it has no report yet, or else the
 * next one, if it is no more than half the interval away. A report at another time is voluntary and answers none.
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

/** How many days after its due date a report was filed; 0 if it was in time, or voluntary. */
export function daysLate(dueOn: PlainDate | null, filedOn: PlainDate): number {
  return dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, filedOn));
}
