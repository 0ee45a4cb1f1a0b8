import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import type { User } from '../../identity';
import type { Days } from '../projects/allocation.formula';
import { Leave } from './leave.entity';
import { CalendarAssignment, type DefaultPeriod, defaultKey, WorkingCalendar } from './working-calendar.entity';
import {
  availableMinutes,
  builtInCalendar,
  type Calendar,
  type CountDays,
  type From,
  lessLeave,
  overTime,
  workingDays,
} from './working-calendar.formula';

/** Before every day that a calendar is asked about. */
const always = '1900-01-01';

/** When a calendar is the default; one from before that had days is so for all of them. */
export function periodsOf(calendar: WorkingCalendar | null): DefaultPeriod[] {
  return calendar?.defaultPeriods ?? (calendar?.isDefault ? [{ from: always, until: null }] : []);
}

/** The calendar that a person works by on a day: their own, or the default; null where that is the built-in one. Batched. */
export async function calendarOf(reader: Reader, userId: User['id'], on: PlainDate): Promise<WorkingCalendar | null> {
  const assignments = await reader.listBy(CalendarAssignment, 'userId', userId, { orderBy: [{ column: 'validFrom' }] });
  const assignment = assignments.findLast(({ validFrom }) => validFrom <= on);
  if (assignment?.calendarId) return reader.byId(WorkingCalendar, assignment.calendarId);
  const isThen = (calendar: WorkingCalendar) =>
    periodsOf(calendar).some(({ from, until }) => from <= on && (until === null || on <= until));
  const [calendar] = await reader.listBy(WorkingCalendar, 'defaultKey', defaultKey);
  if (calendar && isThen(calendar)) return calendar;
  return (await reader.list(WorkingCalendar, {})).find(isThen) ?? null;
}

/** The default calendars as they followed each other; the built-in one between them. */
function defaultsOf(calendars: readonly WorkingCalendar[], countBy: (calendar: Calendar) => CountDays): CountDays {
  const builtIn = countBy(builtInCalendar);
  const periods = calendars
    .flatMap((calendar) => periodsOf(calendar).map((period) => ({ ...period, value: countBy(calendar) })))
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  const counters = periods.flatMap(({ from, until, value }, index): From<CountDays>[] => {
    const next = periods[index + 1]?.from;
    const isGap = until !== null && (next === undefined || addDays(until, 1) < next);
    return [{ from, value }, ...(isGap ? [{ from: addDays(until, 1), value: builtIn }] : [])];
  });
  return overTime(counters, builtIn);
}

/** Counts the working days of projects: those of the default calendar of each day, for every viewer. One statement. */
export async function projectDays(reader: Reader): Promise<CountDays> {
  return defaultsOf(await reader.unnarrowed.list(WorkingCalendar, {}), workingDays);
}

/**
 * For each person how to count the minutes of days in the range: by the calendars that they work by then, less their leave.
 * The same days of the same calendar are counted once.
 */
export async function workingTime(
  reader: Reader,
  within: Days,
  userIds?: readonly string[] | null,
): Promise<(userId: string) => CountDays> {
  const theirs = userIds ? [sql`${column('userId')} IN (${[...userIds]})`] : [];
  const [calendars, assignments, leave] = await Promise.all([
    reader.unnarrowed.list(WorkingCalendar, {}),
    reader.unnarrowed.list(CalendarAssignment, { and: [...theirs, sql`${column('validFrom')} <= ${within.until}`] }, [
      { column: 'validFrom' },
    ]),
    reader.unnarrowed.list(Leave, {
      withdrawnAt: null,
      and: [...theirs, sql`${column('startsOn')} <= ${within.until}`, sql`${column('endsOn')} >= ${within.from}`],
    }),
  ]);
  const counters = new Map(calendars.map((calendar) => [calendar.id as string, minutesBy(calendar)]));
  const ofDefault = remembered(
    defaultsOf(calendars, (calendar) => counters.get((calendar as WorkingCalendar).id) ?? minutesBy(calendar)),
  );
  const own = new Map<string, From<CountDays>[]>();
  for (const { userId, calendarId, validFrom } of assignments) {
    const value = counters.get(calendarId ?? '') ?? ofDefault;
    own.set(userId, [...(own.get(userId) ?? []), { from: validFrom, value }]);
  }
  const leaveOf = new Map<string, Leave[]>();
  for (const each of leave) leaveOf.set(each.userId, [...(leaveOf.get(each.userId) ?? []), each]);
  return (userId) => lessLeave(overTime(own.get(userId) ?? [], ofDefault), leaveOf.get(userId) ?? [], within);
}

function minutesBy(calendar: Calendar): CountDays {
  return remembered((from, to) => availableMinutes(calendar, from, to));
}

function remembered(count: CountDays): CountDays {
  const counted = new Map<string, number>();
  return (from, to) => {
    const key = `${from} ${to}`;
    const known = counted.get(key) ?? count(from, to);
    counted.set(key, known);
    return known;
  };
}
