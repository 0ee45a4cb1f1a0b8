import { defineFact } from '../../../shared/events/fact';
import { anyId, boolean, day, idOf, orNull, text } from '../../../shared/events/fact-data';

export const workingCalendarSet = defineFact(
  'WorkingCalendarSet',
  'A working calendar was made or changed: available hours are counted by it from now on.',
  { name: text, isDefault: boolean },
);
export const workingCalendarAssigned = defineFact(
  'WorkingCalendarAssigned',
  'A person works by another working calendar from a day on; by the default where none is named.',
  { userId: idOf('user'), calendarId: orNull(anyId), from: text },
);
export const leaveRecorded = defineFact(
  'LeaveRecorded',
  'A person does not work on some days: their available hours are fewer.',
  { userId: idOf('user'), startsOn: day, endsOn: day, half: boolean },
);
export const leaveWithdrawn = defineFact(
  'LeaveWithdrawn',
  'A leave was withdrawn: the person works on its days after all.',
  { userId: idOf('user') },
);
