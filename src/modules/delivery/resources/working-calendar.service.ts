import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError } from '../../../shared/domain/errors';
import { searchKey } from '../../../shared/domain/text';
import { User } from '../../identity';
import * as facts from './resources.facts';
import { CalendarAssignment, defaultKey, WorkingCalendar } from './working-calendar.entity';
import { Weekday } from './working-calendar.formula';
import type { WorkingCalendarSetInput } from './working-calendar.inputs';

/** Makes the calendar of this name, or replaces it as a whole: that needs the version that the change is based on. */
export async function set(
  tx: Transaction,
  version: number | null,
  input: WorkingCalendarSetInput,
): Promise<WorkingCalendar> {
  tx.assert('workingCalendar.set');
  const { name, region = null, isDefault } = input;
  const values = { name, region, ...contentOf(input) };
  const nameKey = searchKey(name);
  const present = await tx.first(WorkingCalendar, { nameKey });
  if (!present && version !== null) {
    throw new InvalidInputError('There is no calendar of this name to be replaced.', ['version']);
  }
  if (present) tx.expectVersion(present, version);
  if (isDefault) await endDefault(tx, present);
  const key = isDefault ? defaultKey : null;
  const calendar = present
    ? await tx.save(Object.assign(present, values, { defaultKey: key }))
    : await tx.insert(WorkingCalendar, { ...values, nameKey, defaultKey: key });
  tx.state(facts.workingCalendarSet, calendar, { name, isDefault });
  return calendar;
}

/** The default so far, if another, is none any more: the unique key has room for one. */
async function endDefault(tx: Transaction, next: WorkingCalendar | null): Promise<void> {
  const before = await tx.first(WorkingCalendar, { defaultKey });
  if (!before || before.id === next?.id) return;
  await tx.save(Object.assign(before, { defaultKey: null }));
  tx.state(facts.workingCalendarSet, before, { name: before.name, isDefault: false });
}

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

/** Lets a person work by a calendar, or by the default again. */
export async function assign(tx: Transaction, userId: string, calendarId: string | null): Promise<CalendarAssignment> {
  const user = await tx.require(User, userId, { field: ['userId'] });
  tx.assert('workingCalendar.assign', user);
  const calendar =
    calendarId === null ? null : await tx.require(WorkingCalendar, calendarId, { field: ['calendarId'] });
  const given = { userId: user.id, calendarId: calendar?.id ?? null };
  const present = await tx.first(CalendarAssignment, { userId: user.id });
  const assignment = present
    ? await tx.save(Object.assign(present, given))
    : await tx.insert(CalendarAssignment, given);
  tx.state(facts.workingCalendarAssigned, assignment, given);
  return assignment;
}
