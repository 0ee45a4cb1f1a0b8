import { setImmediate as pause } from 'node:timers/promises';
import { and, column, join, raw, type Sql, sql } from '../../../shared/database/sql';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
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
import { beginningOf, dayOf, earlier, endOf, later, partsBy, partsOfUsers } from './row-parts';

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
  begins: string;
  ends: string;
  people: number | string;
  periods: number | string;
}

interface Changed {
  part: string;
  moment: string;
  percent: number | string;
}

interface InState {
  part: string;
  begins: string;
  ends: string;
  percent: number | string;
  away: number | string;
  halfAway: number | string;
  calendar: number | string;
  people: number | string;
}

/** How long the process computes before others get their turn. */
const sliceMilliseconds = 10;

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

  for (const { part, begins, ends, people, periods } of counted) {
    const load = (days: Days) => timesOf(assumed(byDefault, 0, days), Number(periods));
    add(part, daysOf(begins, ends), load);
    for (const key of months ? months.map(({ month }) => month) : [part]) rows.get(key)!.people += Number(people);
    await takesTurns();
  }
  for (const [part, changes] of stepsOf(changed)) {
    for (const { days, percent } of constantBetween(changes, within)) {
      add(part, days, (each) => allocatedOnly(assumed(byDefault, percent, each)));
      await takesTurns();
    }
  }
  for (const state of inState) {
    const [percent, people] = [Number(state.percent), Number(state.people)];
    const [away, halfAway] = [Number(state.away) > 0, Number(state.halfAway) > 0];
    const calendar = calendarIds[Number(state.calendar) - 1] ?? null;
    const days = daysOf(state.begins, state.ends);
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

const daysOf = (begins: string, ends: string): Days => ({ from: dayOf(begins), until: addDays(dayOf(ends), -1) });

/** By part, the changes of the percentage on each day. */
function stepsOf(changed: readonly Changed[]): Map<string, Map<PlainDate, number>> {
  const steps = new Map<string, Map<PlainDate, number>>();
  for (const { part, moment, percent } of changed) {
    const ofPart = steps.get(part) ?? new Map<PlainDate, number>();
    const day = dayOf(moment);
    steps.set(part, ofPart.set(day, (ofPart.get(day) ?? 0) + Number(percent)));
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

/** Lets others have their turn from time to time. */
function turns(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < sliceMilliseconds) return undefined;
    return pause().then(() => void (since = performance.now()));
  };
}

const endOfDays = ({ within }: Question) => sql`${`${within.until}+`}`;

/** How many people belong to each part, on which days. */
function countsOf(question: Question): Sql {
  const { join: joined, part, period, isFirst } = partsOfUsers(question);
  const { begins, ends } = period ?? { begins: sql`${question.within.from}`, ends: endOfDays(question) };
  return sql`SELECT counted.part, counted.begins, counted.ends, COUNT(*) AS periods, SUM(counted.isFirst) AS people
    FROM (SELECT ${part} AS part, ${begins} AS begins, ${ends} AS ends, ${isFirst} AS isFirst
      FROM user AS t ${joined} WHERE ${belongs(question)}) AS counted
    GROUP BY counted.part, counted.begins, counted.ends`;
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

/** The period of an allocation as moments. */
function periodOfShare(question: Question): { begins: Sql; ends: Sql } {
  return {
    begins: later(beginningOf(startsOn), sql`${question.within.from}`),
    ends: earlier(endOf(untilOfShare), endOfDays(question)),
  };
}

/** By part, the sums of the percentages that begin and, negative, that end at each moment. */
function changesOf(question: Question): Sql {
  const userId = column<Allocation>('userId');
  const { join: joined, part, period } = partsBy(question, userId, column<Allocation>('partnerId'));
  const share = periodOfShare(question);
  const begins = period ? later(share.begins, period.begins) : share.begins;
  const ends = period ? earlier(share.ends, period.ends) : share.ends;
  const conditions = and([...shareConditions(question), ...chosenBy(question, userId)]);
  const periods = sql`SELECT ${part} AS part, ${begins} AS begins, ${ends} AS ends, ${column<Allocation>('percent')} AS percent
    FROM ${shares} ${joined} WHERE ${conditions}`;
  const sums = (moment: 'begins' | 'ends', sign: Sql) =>
    sql`SELECT allocated.part, allocated.${raw(moment)} AS moment, ${sign}SUM(allocated.percent) AS percent FROM (${periods}) AS allocated
      WHERE allocated.begins < allocated.ends GROUP BY allocated.part, allocated.${raw(moment)}`;
  return sql`${sums('begins', raw(''))} UNION ALL ${sums('ends', raw('-'))}`;
}

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
  const { within } = question;
  const from = sql`${within.from}`;
  const event = (source: Sql, moment: Sql, values: { percent?: Sql; away?: Sql; halfAway?: Sql }) => {
    const { percent = raw('0'), away = raw('0'), halfAway = raw('0') } = values;
    return sql`SELECT ${column<Leave>('userId')} AS userId, ${moment} AS moment, ${percent} AS percent, ${away} AS away, ${halfAway} AS halfAway, 0 AS calendar FROM ${source}`;
  };
  const share = periodOfShare(question);
  const conditions = and([
    ...shareConditions(question),
    sql`${column<Allocation>('userId')} IN (SELECT followed.userId FROM (${followed(question, wanted)}) AS followed)`,
  ]);
  const ofShares = sql`${shares} WHERE ${conditions}`;
  const ofLeave = sql`${raw('person_leave')} AS t WHERE ${leaveConditions(question)}`;
  const percent = column<Allocation>('percent');
  const [leaveBegins, leaveEnds] = [
    later(beginningOf(column<Leave>('startsOn')), from),
    earlier(endOf(column<Leave>('endsOn')), endOfDays(question)),
  ];
  const half = column<Leave>('half');
  const events = join(
    [
      event(ofShares, share.begins, { percent }),
      event(ofShares, share.ends, { percent: sql`-${percent}` }),
      event(ofLeave, leaveBegins, { away: sql`1 - ${half}`, halfAway: half }),
      event(ofLeave, leaveEnds, { away: sql`${half} - 1`, halfAway: sql`-${half}` }),
      assignments(question),
    ],
    ' UNION ALL ',
  );
  const over = sql`OVER (PARTITION BY changed.userId ORDER BY changed.moment)`;
  const states = sql`SELECT changed.userId, changed.moment AS begins, COALESCE(LEAD(changed.moment) ${over}, ${endOfDays(question)}) AS ends,
      SUM(changed.percent) ${over} AS percent, SUM(changed.away) ${over} AS away, SUM(changed.halfAway) ${over} AS halfAway,
      SUM(changed.calendar) ${over} AS calendar
    FROM (SELECT happened.userId, happened.moment, SUM(happened.percent) AS percent, SUM(happened.away) AS away,
        SUM(happened.halfAway) AS halfAway, SUM(happened.calendar) AS calendar
      FROM (${events}) AS happened GROUP BY happened.userId, happened.moment) AS changed`;
  const { join: joined, part, period } = partsBy(question, column<User>('id'), column<User>('partnerId'));
  const begins = period ? later(raw('state.begins'), period.begins) : raw('state.begins');
  const ends = period ? earlier(raw('state.ends'), period.ends) : raw('state.ends');
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
  const moment = later(beginningOf(raw('numbered.validFrom')), sql`${within.from}`);
  const last = sql`LAG(numbered.number) OVER (PARTITION BY numbered.userId ORDER BY numbered.validFrom)`;
  return sql`SELECT numbered.userId, ${moment} AS moment, 0 AS percent, 0 AS away, 0 AS halfAway, numbered.number - COALESCE(${last}, 0) AS calendar
    FROM (SELECT ${column<CalendarAssignment>('userId')} AS userId, ${validFrom} AS validFrom, ${number} AS number
      FROM calendar_assignment AS t WHERE ${conditions}) AS numbered`;
}
