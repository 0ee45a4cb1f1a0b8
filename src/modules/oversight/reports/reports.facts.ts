import { defineFact } from '../../../shared/events/fact';
import { anyId, day, idOf, number, orNull } from '../../../shared/events/fact-data';

export const projectReportingSet = defineFact(
  'ProjectReportingSet',
  "The rhythm of a project's status reports was set or ended.",
  { everyDays: orNull(number), firstDueOn: orNull(day) },
);
export const statusReportFiled = defineFact('StatusReportFiled', 'A status report of a project was filed.', {
  projectId: idOf('project'),
  asOf: day,
  dueOn: orNull(day),
  daysLate: number,
});
export const statusReportCorrected = defineFact(
  'StatusReportCorrected',
  'A status report was filed to correct an earlier one.',
  { projectId: idOf('project'), correctsId: anyId },
);
export const statusReportOverdue = defineFact(
  'StatusReportOverdue',
  'A status report of a project was due and not filed on that day.',
  { projectId: idOf('project'), dueOn: day, managerId: idOf('user') },
);
