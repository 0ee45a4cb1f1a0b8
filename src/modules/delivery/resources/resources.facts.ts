import { defineFact } from '../../../shared/events/fact';

export const workingCalendarSet = defineFact<{ name: string; isDefault: boolean }>(
  'WorkingCalendarSet',
  'A working calendar was made or changed: available hours are counted by it from now on.',
);
export const workingCalendarAssigned = defineFact<{ userId: string; calendarId: string | null; from: string }>(
  'WorkingCalendarAssigned',
  'A person works by another working calendar from a day on; by the default where none is named.',
);
export const leaveRecorded = defineFact<{ userId: string; startsOn: string; endsOn: string; half: boolean }>(
  'LeaveRecorded',
  'A person does not work on some days: their available hours are fewer.',
);
export const leaveWithdrawn = defineFact<{ userId: string }>(
  'LeaveWithdrawn',
  'A leave was withdrawn: the person works on its days after all.',
);
