import type { Reader } from '../../../shared/database/reader';
import { User } from '../../identity';
import { CalendarAssignment, defaultKey, WorkingCalendar } from './working-calendar.entity';
import { builtInCalendar, type CountDays, workingDays } from './working-calendar.formula';

/** The calendar that a person works by: their own, or the default; null where that is the built-in one. Batched. */
export async function calendarOf(reader: Reader, userId: User['id']): Promise<WorkingCalendar | null> {
  const [assignment] = await reader.listBy(CalendarAssignment, 'userId', userId);
  if (assignment?.calendarId) return reader.byId(WorkingCalendar, assignment.calendarId);
  const [calendar] = await reader.listBy(WorkingCalendar, 'defaultKey', defaultKey);
  return calendar ?? null;
}

/** Counts the working days of projects: those of the default calendar, whoever asks. One statement. */
export async function projectDays(reader: Reader): Promise<CountDays> {
  const [calendar] = await reader.unnarrowed.list(WorkingCalendar, { defaultKey });
  return workingDays(calendar ?? builtInCalendar);
}
