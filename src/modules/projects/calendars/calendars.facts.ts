import { defineFact } from '../../../shared/events/fact';
import { anyId, boolean, day, idOf, orNull, text } from '../../../shared/events/fact-data';

export const workingCalendarSet = defineFact(
  'WorkingCalendarSet',
  'A working calendar was created or changed; available hours follow it.',
  { name: text, isDefault: boolean },
);
export const workingCalendarAssigned = defineFact(
  'WorkingCalendarAssigned',
  'A person was assigned another working calendar from a day on, or the default if none is named.',
  { userId: idOf('user'), calendarId: orNull(anyId), from: text },
);
export const leaveRecorded = defineFact(
  'LeaveRecorded',
  "A person's leave was recorded, which reduces their available hours.",
  { userId: idOf('user'), startsOn: day, endsOn: day, half: boolean },
);
export const leaveWithdrawn = defineFact('LeaveWithdrawn', "A person's leave was withdrawn.", { userId: idOf('user') });
