import stringify from 'safe-stable-stringify';
import type { Transaction } from '../../../shared/database/transaction';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError } from '../../../shared/domain/errors';
import { searchKey } from '../../../shared/domain/text';
import { todayOf } from '../../../shared/domain/today';
import { User } from '../../identity';
import { workingCalendarActions } from './calendars.actions';
import * as facts from './calendars.facts';
import {
  CalendarAssignment,
  defaultKey,
  type EarlierCalendarContent,
  type Holiday,
  WorkingCalendar,
} from './working-calendar.entity';
import { always, type Calendar, type DefaultPeriod, replacedFrom, Weekday } from './working-calendar.formula';
import type { WorkingCalendarSetInput } from './working-calendar.inputs';
import { contentsOf, periodsOf } from './working-calendar.reader';

/** Makes the calendar of this name, or replaces it as a whole: that needs the version that the change is based on. */
export async function set(
  tx: Transaction,
  version: number | null,
  input: WorkingCalendarSetInput,
): Promise<WorkingCalendar> {
  tx.assert(workingCalendarActions.set);
  const { name, region = null, isDefault } = input;
  const content = contentOf(input);
  const nameKey = searchKey(name);
  const present = await tx.first(WorkingCalendar, { nameKey });
  if (!present && version !== null) {
    throw new InvalidInputError('There is no calendar of this name to be replaced.', ['version']);
  }
  if (present) tx.expectVersion(present, version);
  if (input.defaultFrom && !isDefault) {
    throw new InvalidInputError('Only the default has a first day.', ['input', 'defaultFrom']);
  }
  const periods = periodsOf(present);
  const isNamed = isDefault && (!present?.isDefault || Boolean(input.defaultFrom));
  const from = input.defaultFrom ?? todayOf(tx);
  if (isNamed) await endDefaults(tx, present, from);
  const until = isNamed || !isDefault ? endedBefore(periods, from) : periods;
  const defaults = {
    defaultKey: isDefault ? defaultKey : null,
    defaultPeriods: isNamed ? [...until, { from, until: null }] : until,
  };
  const values = {
    name,
    region,
    ...defaults,
    ...contentFrom(present, content, { from: input.from, today: todayOf(tx) }),
  };
  const calendar = present
    ? await tx.save(Object.assign(present, values))
    : await tx.insert(WorkingCalendar, { ...values, nameKey });
  tx.record(facts.workingCalendarSet, calendar, { name, isDefault });
  return calendar;
}

/** From the day on, no other calendar is the default: the unique key has room for one. */
async function endDefaults(tx: Transaction, next: WorkingCalendar | null, from: PlainDate): Promise<void> {
  for (const calendar of await tx.list(WorkingCalendar, {}, [{ column: 'nameKey' }])) {
    const periods = periodsOf(calendar);
    const isOver = periods.every(({ until }) => until !== null && until < from);
    if (calendar.id === next?.id || (isOver && !calendar.isDefault)) continue;
    await tx.save(Object.assign(calendar, { defaultKey: null, defaultPeriods: endedBefore(periods, from) }));
    tx.record(facts.workingCalendarSet, calendar, { name: calendar.name, isDefault: false });
  }
}

function endedBefore(periods: readonly DefaultPeriod[], from: PlainDate): DefaultPeriod[] {
  return periods
    .filter((period) => period.from < from)
    .map(({ from: begins, until }) => ({
      from: begins,
      until: until === null || until >= from ? addDays(from, -1) : until,
    }));
}

/** What the calendar says from the day on, today when left out, with what it said before. What it says already stays. */
function contentFrom(
  present: WorkingCalendar | null,
  content: Calendar,
  { from, today }: { from?: PlainDate | null; today: PlainDate },
): Pick<WorkingCalendar, 'weekdays' | 'holidays' | 'validFrom' | 'earlier'> {
  const known = present ? contentsOf(present) : [];
  const last = known.at(-1);
  const stays = last && stringify(pick(last)) === stringify(pick(content)) && !(from && from < last.from);
  const contents = stays ? known : replacedFrom(known, content, from ?? today);
  const { weekdays, holidays, from: validFrom } = contents.at(-1)!;
  return {
    weekdays: [...weekdays],
    holidays: [...holidays] as Holiday[],
    validFrom: validFrom === always ? null : validFrom,
    earlier: contents.length > 1 ? (contents.slice(0, -1) as EarlierCalendarContent[]) : null,
  };
}

const pick = ({ weekdays, holidays }: Calendar) => ({ weekdays, holidays });

function contentOf({ weekdays, holidays }: WorkingCalendarSetInput): Pick<WorkingCalendar, 'weekdays' | 'holidays'> {
  const days = Object.values(Weekday);
  refuseTwice(
    weekdays.map(({ weekday }) => weekday),
    'weekdays',
    'weekday',
  );
  refuseTwice(
    holidays.map(({ on }) => on),
    'holidays',
    'on',
  );
  if (weekdays.every(({ minutes }) => minutes === 0)) {
    throw new InvalidInputError('By this calendar nobody works.', ['input', 'weekdays']);
  }
  return {
    weekdays: [...weekdays].sort((one, other) => days.indexOf(one.weekday) - days.indexOf(other.weekday)),
    holidays: [...holidays].sort((one, other) => (one.on < other.on ? -1 : 1)),
  };
}

function refuseTwice(values: readonly string[], ...[list, name]: [string, string]): void {
  const twice = values.findIndex((value, index) => values.indexOf(value) < index);
  if (twice < 0) return;
  throw new InvalidInputError(`${values[twice]} stands here twice.`, ['input', list, String(twice), name]);
}

/** Lets a person work by a calendar, or by the default again, from a day on; what is set for later days stays. */
export async function assign(
  tx: Transaction,
  userId: string,
  calendarId: string | null,
  from?: PlainDate | null,
): Promise<CalendarAssignment> {
  const user = await tx.require(User, userId, { field: ['userId'] });
  tx.assert(workingCalendarActions.assign, user);
  const calendar =
    calendarId === null ? null : await tx.require(WorkingCalendar, calendarId, { field: ['calendarId'] });
  const validFrom = from ?? todayOf(tx);
  const given = { userId: user.id, calendarId: calendar?.id ?? null };
  const present = await tx.first(CalendarAssignment, { userId: user.id, validFrom });
  const assignment = present
    ? await tx.save(Object.assign(present, given))
    : await tx.insert(CalendarAssignment, { ...given, validFrom });
  tx.record(facts.workingCalendarAssigned, assignment, { ...given, from: validFrom });
  return assignment;
}
