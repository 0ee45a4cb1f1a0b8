import { defineFact } from '../../../shared/events/fact';

export const workingCalendarSet = defineFact<{ name: string; isDefault: boolean }>(
  'WorkingCalendarSet',
  'A working calendar was made or changed: available hours are counted by it from now on.',
);
export const workingCalendarAssigned = defineFact<{ userId: string; calendarId: string | null }>(
  'WorkingCalendarAssigned',
  'A person works by another working calendar; by the default where none is named.',
);
