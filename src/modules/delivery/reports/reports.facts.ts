import type { PlainDate } from '../../../shared/domain/dates';
import { defineFact } from '../../../shared/events/fact';

export const projectReportingSet = defineFact<{ everyDays: number | null; firstDueOn: PlainDate | null }>(
  'ProjectReportingSet',
  'The rhythm in which status reports of a project are due was set, or ended.',
);
export const statusReportFiled = defineFact<{
  projectId: string;
  asOf: PlainDate;
  dueOn: PlainDate | null;
  daysLate: number;
}>('StatusReportFiled', 'A status report of a project was filed.');
export const statusReportCorrected = defineFact<{ projectId: string; correctsId: string }>(
  'StatusReportCorrected',
  'A status report was filed in place of an earlier one.',
);
export const statusReportOverdue = defineFact<{ projectId: string; dueOn: PlainDate; managerId: string }>(
  'StatusReportOverdue',
  'A day passed on which a status report of a project was due, and none was filed.',
);
