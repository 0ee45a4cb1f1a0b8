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

/** Creates the calendar with this name, or replaces its whole content, which requires its version. */
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
    throw new InvalidInputError('There is no calendar with this name: leave out the version to create it.', [
      'version',
    ]);
  }
  if (present) tx.expectVersion(present, version);
  if (input.defaultFrom && !isDefault) {
    throw new InvalidInputError('defaultFrom needs isDefault: only the default has a first day.', [
      'input',
      'defaultFrom',
    ]);
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

/** Ends the current default from that day on, because the unique key allows only one. */
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

/**
 * The content from the day on, today if left out, together with the earlier contents. Unchanged content keeps its first
 * day.
 */
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
    throw new InvalidInputError('A calendar needs a day with working time.', ['input', 'weekdays']);
  }
  return {
    weekdays: [...weekdays].sort((one, other) => days.indexOf(one.weekday) - days.indexOf(other.weekday)),
    holidays: [...holidays].sort((one, other) => (one.on < other.on ? -1 : 1)),
  };
}

function refuseTwice(values: readonly string[], ...[list, name]: [string, string]): void {
  const twice = values.findIndex((value, index) => values.indexOf(value) < index);
  if (twice < 0) return;
  throw new InvalidInputError(`${values[twice]} is given twice.`, ['input', list, String(twice), name]);
}

/** Assigns a calendar, or the default, to a person from a day on; assignments of later days stay. */
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
