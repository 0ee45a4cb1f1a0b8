import { and, column, join, or, raw, type Sql, sql } from '../../../shared/database/sql';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { turns } from '../../../shared/domain/turns';
import type { User } from '../../identity';
import {
  Allocation,
  always,
  CalendarAssignment,
  type Days,
  Leave,
  type PersonHours,
  workingHours,
} from '../../projects';
import { type Load, loadOf, monthsWithin, noLoad, sumOfLoads } from './capacity.formula';
import { belongs, chosenBy, type Question, userIdWho, whoOf } from './people.reader';
import { ResourceGrouping } from './people.types';
import { afterFirst, beforeLast, beginningOf, dayOf, earlier, endOf, later, partsBy, partsOfUsers } from './row-parts';

/*
 * The load of sets of people. Everyone is first counted as if they worked by the default calendar, took no leave and
 * were allocated for no more than they work: then available time follows from the number of people, and allocated time
 * from the sum of their percentages. For the others, the difference is added: the database follows each of them from one
 * change to the next, and returns how many people are in the same state between the same two days.
 */

/** What `capacity` needs in addition to `utilisation`. */
export interface Wanted {
  overbooked: boolean;
}

export interface LoadOfPart {
  people: number;
  load: Load;
}

interface Counted {
  part: string;
  /** Null for the first of the days. */
  startsOn: PlainDate | null;
  /** Null for the last of the days. */
  endsOn: PlainDate | null;
  people: number | string;
  periods: number | string;
}

interface Changed {
  part: string;
  /** 1 where percentages begin, -1 where they end. */
  sign: number | string;
  /** Null for the first or the last of the days. */
  day: PlainDate | null;
  percent: number | string;
}

interface InState {
  part: string;
  begins: number | string;
  ends: number | string;
  percent: number | string;
  away: number | string;
  halfAway: number | string;
  calendar: number | string;
  people: number | string;
}

/** By row: by month if the rows are, or else by the key of the part. */
export async function loadsOf(question: Question, wanted: Wanted): Promise<Map<string, LoadOfPart>> {
  const { reader, within } = question;
  const [{ hoursBy, calendarIds }, counted, changed, inState] = await Promise.all([
    workingHours(reader),
    reader.rows<Counted & Record<string, unknown>>(countsOf(question)),
    reader.rows<Changed & Record<string, unknown>>(changesOf(question)),
    reader.rows<InState & Record<string, unknown>>(statesOf(question, wanted)),
  ]);
  const byDefault = hoursBy([], [], within);
  const rows = new Map<string, LoadOfPart>();
  const months = question.by === ResourceGrouping.MONTH ? monthsWithin(within) : null;
  const add = (part: string, days: Days, loadIn: (days: Days) => Load) => {
    const places = months ? months.map((each) => ({ key: each.month, days: each.days })) : [{ key: part, days }];
    for (const { key, days: ofRow } of places) {
      const from = ofRow.from > days.from ? ofRow.from : days.from;
      const until = ofRow.until < days.until ? ofRow.until : days.until;
      const row = rows.get(key) ?? { people: 0, load: noLoad };
      const load = from <= until ? sumOfLoads([row.load, loadIn({ from, until })]) : row.load;
      rows.set(key, { ...row, load });
    }
  };
  const takesTurns = turns();

  for (const { part, startsOn: first, endsOn: last, people, periods } of counted) {
    const load = (days: Days) => timesOf(assumed(byDefault, 0, days), Number(periods));
    add(part, { from: first ?? within.from, until: last ?? within.until }, load);
    for (const key of months ? months.map(({ month }) => month) : [part]) rows.get(key)!.people += Number(people);
    await takesTurns();
  }
  for (const [part, changes] of stepsOf(changed, within)) {
    for (const { days, percent } of constantBetween(changes, within)) {
      add(part, days, (each) => allocatedOnly(assumed(byDefault, percent, each)));
      await takesTurns();
    }
  }
  for (const state of inState) {
    const [percent, people] = [Number(state.percent), Number(state.people)];
    const [away, halfAway] = [Number(state.away) > 0, Number(state.halfAway) > 0];
    const calendar = calendarIds[Number(state.calendar) - 1] ?? null;
    const days = { from: dayOf(Number(state.begins)), until: addDays(dayOf(Number(state.ends)), -1) };
    const own = calendar ? [{ from: always, value: calendar }] : [];
    const leave = away || halfAway ? [{ startsOn: days.from, endsOn: days.until, half: !away }] : [];
    const hours = hoursBy(own, leave, days);
    add(state.part, days, (each) => {
      const actual = loadOf(hours.minutesOf, [{ ...each, percent }], each, hours.time);
      return timesOf(differenceOf(actual, assumed(byDefault, percent, each)), people);
    });
    await takesTurns();
  }
  return rows;
}

/** The load of a person of whom nothing but the percentage is known. */
function assumed({ minutesOf }: PersonHours, percent: number, { from, until }: Days): Load {
  const minutes = minutesOf(from, until);
  return { available: minutes * 100, allocated: minutes * percent, free: minutes * (100 - percent), overbooked: 0 };
}

/** The change that the allocations bring: their people's available time is already counted. */
const allocatedOnly = ({ allocated }: Load): Load => ({ ...noLoad, allocated, free: -allocated });

const timesOf = ({ available, allocated, free, overbooked }: Load, times: number): Load => ({
  available: available * times,
  allocated: allocated * times,
  free: free * times,
  overbooked: overbooked * times,
});

const differenceOf = (one: Load, other: Load): Load => sumOfLoads([one, timesOf(other, -1)]);

/** By part, the changes of the percentage on each day. */
function stepsOf(changed: readonly Changed[], within: Days): Map<string, Map<PlainDate, number>> {
  const steps = new Map<string, Map<PlainDate, number>>();
  for (const { part, sign, day, percent } of changed) {
    const ofPart = steps.get(part) ?? new Map<PlainDate, number>();
    const from = Number(sign) === 1 ? (day ?? within.from) : addDays(day ?? within.until, 1);
    steps.set(part, ofPart.set(from, (ofPart.get(from) ?? 0) + Number(sign) * Number(percent)));
  }
  return steps;
}

function constantBetween(changes: ReadonlyMap<PlainDate, number>, within: Days): { days: Days; percent: number }[] {
  const days = [...changes.keys()].sort();
  let percent = 0;
  return days.flatMap((from, index) => {
    percent += changes.get(from)!;
    const next = days[index + 1];
    const until = next ? addDays(next, -1) : within.until;
    return percent === 0 || from > until ? [] : [{ days: { from, until }, percent }];
  });
}

/** How many people belong to each part, on which days. */
function countsOf(question: Question): Sql {
  const { join: joined, part, period, isFirst } = partsOfUsers(question);
  const first = period ? afterFirst(question, period.startsOn) : raw('NULL');
  const last = period ? beforeLast(question, period.endsOn) : raw('NULL');
  return sql`SELECT counted.part, counted.startsOn, counted.endsOn, COUNT(*) AS periods, SUM(counted.isFirst) AS people
    FROM (SELECT ${part} AS part, ${first} AS startsOn, ${last} AS endsOn, ${isFirst} AS isFirst
      FROM user AS t ${joined} WHERE ${belongs(question)}) AS counted
    GROUP BY counted.part, counted.startsOn, counted.endsOn`;
}

const startsOn = column<Allocation>('startsOn');
const endsOn = column<Allocation>('endsOn');
const untilOfShare = sql`CASE WHEN ended.endedOn < ${endsOn} THEN ended.endedOn ELSE ${endsOn} END`;
const shares = sql`${raw('allocation')} AS t JOIN project AS ended ON ended.id = ${column<Allocation>('projectId')}`;

function shareConditions(question: Question): Sql[] {
  const { reader, within } = question;
  return [
    ...whoOf(question, 'userId'),
    sql`${startsOn} <= ${within.until} AND ${endsOn} >= ${within.from}`,
    sql`ended.endedOn IS NULL OR (ended.endedOn >= ${within.from} AND ended.endedOn >= ${startsOn})`,
    reader.visible(Allocation),
  ];
}

/** By part, the sums of the percentages that begin and that end on each day. */
function changesOf(question: Question): Sql {
  const userId = column<Allocation>('userId');
  const { join: joined, part, period } = partsBy(question, userId, column<Allocation>('partnerId'));
  const first = period ? later(startsOn, period.startsOn) : startsOn;
  const last = period ? earlier(period.endsOn, untilOfShare) : untilOfShare;
  const meets = period
    ? [period.hasDay(startsOn), sql`${startsOn} < ${period.startsOn} AND ${untilOfShare} >= ${period.startsOn}`]
    : [];
  const conditions = [...shareConditions(question), ...chosenBy(question, userId), ...(period ? [or(meets)] : [])];
  return sql`SELECT changed.part, changed.sign, changed.day, SUM(changed.percent) AS percent
    FROM (SELECT ${part} AS part, side.sign AS sign, ${atSide(question, first, last)} AS day, ${column<Allocation>('percent')} AS percent
      FROM ${shares} ${joined} ${bothSides} WHERE ${and(conditions)}) AS changed
    GROUP BY changed.part, changed.sign, changed.day`;
}

/** An allocation as two changes, at its beginning and at its end, from one read. */
const bothSides = raw('CROSS JOIN (SELECT 1 AS sign UNION ALL SELECT -1) AS side');
const atSide = (question: Question, first: Sql, last: Sql): Sql =>
  sql`CASE WHEN side.sign = 1 THEN ${afterFirst(question, first)} ELSE ${beforeLast(question, last)} END`;

/** People with a calendar of their own: they may work more or less than others. */
function assigned(question: Question): Sql {
  const userId = column<CalendarAssignment>('userId');
  const validFrom = column<CalendarAssignment>('validFrom');
  return sql`SELECT ${userId} FROM calendar_assignment AS t WHERE ${and([...userIdWho(question), sql`${validFrom} <= ${question.within.until}`])}`;
}

function leaveConditions(question: Question): Sql {
  const { within } = question;
  return and([
    ...userIdWho(question),
    sql`${column<Leave>('withdrawnAt')} IS NULL`,
    sql`${column<Leave>('startsOn')} <= ${within.until} AND ${column<Leave>('endsOn')} >= ${within.from}`,
  ]);
}

/** The people whose allocations need to be followed. */
function followed(question: Question, { overbooked }: Wanted): Sql {
  const { within } = question;
  const userId = column<Allocation>('userId');
  if (!overbooked) return assigned(question);
  const onDays = sql`${startsOn} <= ${within.until} AND ${endsOn} >= ${within.from}`;
  const busy = and([...whoOf(question, 'userId'), onDays]);
  return sql`${assigned(question)}
    UNION SELECT ${column<Leave>('userId')} FROM person_leave AS t WHERE ${leaveConditions(question)}
    UNION SELECT ${userId} FROM allocation AS t WHERE ${busy} GROUP BY ${userId} HAVING SUM(${column<Allocation>('percent')}) > 100`;
}

/**
 * By part, how many people are in the same state between the same two moments, unless the state is the assumed one: the
 * sum of their percentages, whether they are on leave, and the number of their calendar.
 */
function statesOf(question: Question, wanted: Wanted): Sql {
  const event = (source: Sql, day: Sql, values: { percent?: Sql; away?: Sql; halfAway?: Sql }) => {
    const { percent = raw('0'), away = raw('0'), halfAway = raw('0') } = values;
    return sql`SELECT ${column<Leave>('userId')} AS userId, side.sign AS sign, ${day} AS day, ${percent} AS percent, ${away} AS away, ${halfAway} AS halfAway, 0 AS calendar
      FROM ${source}`;
  };
  const conditions = and([
    ...shareConditions(question),
    sql`${column<Allocation>('userId')} IN (SELECT followed.userId FROM (${followed(question, wanted)}) AS followed)`,
  ]);
  const half = column<Leave>('half');
  const leaveDay = atSide(question, column<Leave>('startsOn'), column<Leave>('endsOn'));
  const events = join(
    [
      event(sql`${shares} ${bothSides} WHERE ${conditions}`, atSide(question, startsOn, untilOfShare), {
        percent: column<Allocation>('percent'),
      }),
      event(sql`${raw('person_leave')} AS t ${bothSides} WHERE ${leaveConditions(question)}`, leaveDay, {
        away: sql`1 - ${half}`,
        halfAway: half,
      }),
      assignments(question),
    ],
    ' UNION ALL ',
  );
  const sums = join(
    ['percent', 'away', 'halfAway', 'calendar'].map((name) => raw(`SUM(happened.sign * happened.${name}) AS ${name}`)),
    ', ',
  );
  const over = sql`OVER (PARTITION BY changed.userId ORDER BY changed.moment)`;
  const last = endOf(question, raw('NULL'));
  const states = sql`SELECT changed.userId, changed.moment AS begins, COALESCE(LEAD(changed.moment) ${over}, ${last}) AS ends,
      SUM(changed.percent) ${over} AS percent, SUM(changed.away) ${over} AS away, SUM(changed.halfAway) ${over} AS halfAway,
      SUM(changed.calendar) ${over} AS calendar
    FROM (SELECT summed.userId, summed.percent, summed.away, summed.halfAway, summed.calendar,
        CASE WHEN summed.sign = 1 THEN ${beginningOf(question, raw('summed.day'))} ELSE ${endOf(question, raw('summed.day'))} END AS moment
      FROM (SELECT happened.userId, happened.sign, happened.day, ${sums}
        FROM (${events}) AS happened GROUP BY happened.userId, happened.sign, happened.day) AS summed) AS changed`;
  const { join: joined, part, period } = partsBy(question, column<User>('id'), column<User>('partnerId'));
  const begins = period
    ? later(raw('state.begins'), beginningOf(question, afterFirst(question, period.startsOn)))
    : raw('state.begins');
  const ends = period
    ? earlier(raw('state.ends'), endOf(question, beforeLast(question, period.endsOn)))
    : raw('state.ends');
  const unlike = sql`(${wanted.overbooked ? raw('state.percent > 100 OR ') : raw('')}state.away > 0 OR state.halfAway > 0 OR state.calendar <> 0)`;
  return sql`SELECT stretch.part, stretch.begins, stretch.ends, stretch.percent, stretch.away, stretch.halfAway, stretch.calendar, COUNT(*) AS people
    FROM (SELECT ${part} AS part, ${begins} AS begins, ${ends} AS ends, state.percent, state.away, state.halfAway, state.calendar
      FROM (${states}) AS state JOIN user AS t ON ${column<User>('id')} = state.userId ${joined}
      WHERE ${unlike} AND ${belongs(question)}) AS stretch
    WHERE stretch.begins < stretch.ends
    GROUP BY stretch.part, stretch.begins, stretch.ends, stretch.percent, stretch.away, stretch.halfAway, stretch.calendar`;
}

/** The changes of people's calendars, as differences of their numbers: the position among all ids, 0 for the default. */
function assignments(question: Question): Sql {
  const { within } = question;
  const number = sql`(SELECT COUNT(*) FROM working_calendar AS known WHERE known.id <= ${column<CalendarAssignment>('calendarId')})`;
  const validFrom = column<CalendarAssignment>('validFrom');
  const conditions = and([...userIdWho(question), sql`${validFrom} <= ${within.until}`]);
  const last = sql`LAG(numbered.number) OVER (PARTITION BY numbered.userId ORDER BY numbered.validFrom)`;
  return sql`SELECT numbered.userId, 1 AS sign, ${afterFirst(question, raw('numbered.validFrom'))} AS day, 0 AS percent, 0 AS away, 0 AS halfAway, numbered.number - COALESCE(${last}, 0) AS calendar
    FROM (SELECT ${column<CalendarAssignment>('userId')} AS userId, ${validFrom} AS validFrom, ${number} AS number
      FROM calendar_assignment AS t WHERE ${conditions}) AS numbered`;
}
