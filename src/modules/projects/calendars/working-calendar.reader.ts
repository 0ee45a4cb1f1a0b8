import DataLoader from 'dataloader';
import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import { addDays, laterDay, type PlainDate } from '../../../shared/domain/dates';
import type { User } from '../../identity';
import { type Days, fullTime, type PersonTime } from './person-time.formula';
import { Leave } from './leave.entity';
import { CalendarAssignment, defaultKey, WorkingCalendar } from './working-calendar.entity';
import {
  always,
  availableMinutes,
  builtInCalendar,
  builtInOverTime,
  type Calendar,
  type CalendarContent,
  type CalendarOverTime,
  type CountDays,
  countOver,
  type DefaultPeriod,
  defaultsOver,
  type From,
  lessLeave,
  overTime,
  timeOf,
  type TimeOff,
  workingDays,
} from './working-calendar.formula';

/** The periods in which a calendar is the default; a default set before periods existed applies to all days. */
export function periodsOf(calendar: WorkingCalendar | null): DefaultPeriod[] {
  return calendar?.defaultPeriods ?? (calendar?.isDefault ? [{ from: always, until: null }] : []);
}

/** Its contents in order, the earlier ones included. */
export function contentsOf({ earlier, validFrom, weekdays, holidays }: WorkingCalendar): CalendarContent[] {
  return [...(earlier ?? []), { from: validFrom ?? always, weekdays, holidays }];
}

function overTimeOf(calendar: WorkingCalendar): CalendarOverTime {
  return { contents: contentsOf(calendar), defaultPeriods: periodsOf(calendar) };
}

/** A person's calendar on a day: their own, or the default; null for the built-in one. Batched. */
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

/** Counts days by the default calendar of each of them. */
function countByDefault(calendars: readonly CalendarOverTime[], countBy: (calendar: Calendar) => CountDays): CountDays {
  const builtIn = countBy(builtInCalendar);
  return overTime(
    defaultsOver(calendars, ({ contents }) => countOver(contents, countBy), builtIn),
    builtIn,
  );
}

/** Counts the working days of projects: those of the default calendar of each day, for every viewer. One statement. */
export async function projectDays(reader: Reader): Promise<CountDays> {
  const calendars = await reader.unnarrowed.list(WorkingCalendar, {});
  return countByDefault(calendars.map(overTimeOf), workingDays);
}

/** The calendars and leave that people work by in a range. */
interface Timetables {
  calendars: Map<string, CalendarOverTime>;
  own: Map<string, From<CalendarOverTime | null>[]>;
  leave: Map<string, Leave[]>;
}

async function timetables(reader: Reader, within: Days, userIds?: readonly string[] | null): Promise<Timetables> {
  const theirs = userIds ? [sql`${column<CalendarAssignment | Leave>('userId')} IN (${[...userIds]})`] : [];
  const [calendars, assignments, leave] = await Promise.all([
    reader.unnarrowed.list(WorkingCalendar, {}),
    reader.unnarrowed.list(
      CalendarAssignment,
      { and: [...theirs, sql`${column<CalendarAssignment>('validFrom')} <= ${within.until}`] },
      [{ column: 'validFrom' }],
    ),
    reader.unnarrowed.list(Leave, {
      withdrawnAt: null,
      and: [
        ...theirs,
        sql`${column<Leave>('startsOn')} <= ${within.until}`,
        sql`${column<Leave>('endsOn')} >= ${within.from}`,
      ],
    }),
  ]);
  const found: Timetables = {
    calendars: new Map(calendars.map((calendar) => [calendar.id, overTimeOf(calendar)])),
    own: new Map(),
    leave: new Map(),
  };
  for (const { userId, calendarId, validFrom } of assignments) {
    const value = found.calendars.get(calendarId ?? '') ?? null;
    found.own.set(userId, [...(found.own.get(userId) ?? []), { from: validFrom, value }]);
  }
  for (const each of leave) found.leave.set(each.userId, [...(found.leave.get(each.userId) ?? []), each]);
  return found;
}

/**
 * A person's working time: a counter of their minutes, and how much of a full-time day they work; `time` is null for
 * full time.
 */
export interface PersonHours {
  minutesOf: CountDays;
  time: PersonTime | null;
}

/** The working time of anybody with these calendars, each from a day on and null for the default, and this leave. */
export type HoursBy = (own: readonly From<string | null>[], leave: readonly TimeOff[], within: Days) => PersonHours;

/**
 * How to count the minutes of days for people with the same calendars and leave; also the ids of all calendars, in
 * order. Identical calendars are counted once. One statement.
 */
export async function workingHours(reader: Reader): Promise<{ hoursBy: HoursBy; calendarIds: string[] }> {
  const all = await reader.unnarrowed.list(WorkingCalendar, {}, [{ column: 'id' }]);
  const calendars = new Map(all.map((calendar) => [calendar.id as string, overTimeOf(calendar)]));
  const minutesBy = (calendar: Calendar) => remembered((from, to) => availableMinutes(calendar, from, to));
  const counters = new Map([...calendars.values()].map((each) => [each, countOver(each.contents, minutesBy)]));
  const builtIn = minutesBy(builtInCalendar);
  const defaults = defaultsOver([...calendars.values()], (calendar) => counters.get(calendar)!, builtIn);
  const ofDefault = remembered(overTime(defaults, builtIn));
  const fullTimeDays = defaultsOver([...calendars.values()], (calendar) => calendar, builtInOverTime);
  const hoursBy: HoursBy = (own, leave, within) => {
    if (own.length + leave.length === 0) return { minutesOf: ofDefault, time: null };
    const theirOwn = own.map(({ from, value }) => ({ from, value: calendars.get(value ?? '') ?? null }));
    const counted = theirOwn.map(({ from, value }) => ({ from, value: (value && counters.get(value)) ?? ofDefault }));
    return {
      minutesOf: lessLeave(overTime(counted, ofDefault), leave, within),
      time: timeOf({ own: theirOwn, leave }, fullTimeDays, within),
    };
  };
  return { hoursBy, calendarIds: [...calendars.keys()] };
}

/**
 * The ids of the calendars by which somebody works less than a full-time day on some day of the range. The working time
 * changes only on certain days, and weeks in between are alike.
 */
export async function shorterCalendars(reader: Reader, within: Days): Promise<string[]> {
  const calendars = await reader.unnarrowed.list(WorkingCalendar, {});
  const all = calendars.map((calendar) => ({ id: calendar.id, value: overTimeOf(calendar) }));
  const defaults = defaultsOver(
    all.map(({ value }) => value),
    (calendar) => calendar,
    builtInOverTime,
  );
  const isShorter = ({ value }: { value: CalendarOverTime }) => {
    const { changes, on } = timeOf({ own: [{ from: always, value }], leave: [] }, defaults, within);
    const starts = [within.from, ...changes].filter((day) => day >= within.from && day <= within.until);
    const days = new Set(starts.flatMap((day) => [0, 1, 2, 3, 4, 5, 6].map((later) => addDays(day, later))));
    return [...days].some((day) => day <= within.until && on(day).part < on(day).whole);
  };
  return all.filter(isShorter).map(({ id }) => id);
}

/**
 * How much of a full-time day people work on the days of a range, with or without their leave. Three statements for any
 * number of people.
 */
export async function personTimes(
  reader: Reader,
  within: Days,
  userIds: readonly string[],
  { withLeave } = { withLeave: true },
): Promise<(userId: string) => PersonTime> {
  if (userIds.length === 0) return () => fullTime;
  const { calendars, own, leave } = await timetables(reader, within, userIds);
  const defaults = defaultsOver([...calendars.values()], (calendar) => calendar, builtInOverTime);
  return (userId) => {
    const theirs = { own: own.get(userId) ?? [], leave: (withLeave && leave.get(userId)) || [] };
    return theirs.own.length + theirs.leave.length === 0 ? fullTime : timeOf(theirs, defaults, within);
  };
}

interface Asked extends Days {
  userId: string;
}

const loaders = new WeakMap<Reader, DataLoader<Asked, PersonTime>>();

/** The same for one person; three statements for all that ask in the same tick. */
export function personTime(reader: Reader, asked: Asked): Promise<PersonTime> {
  let loader = loaders.get(reader);
  if (!loader) {
    loader = new DataLoader(
      async (all) => {
        const from = all.reduce((first, each) => (each.from < first ? each.from : first), all[0]!.from);
        const until = all.reduce((last, each) => laterDay(last, each.until), all[0]!.until);
        const ids = [...new Set(all.map(({ userId }) => userId))];
        const times = await personTimes(reader, { from, until }, ids);
        return all.map(({ userId }) => times(userId));
      },
      // Not cached across ticks: a later mutation of the same operation may change the result.
      { cache: false },
    );
    loaders.set(reader, loader);
  }
  return loader.load(asked);
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
