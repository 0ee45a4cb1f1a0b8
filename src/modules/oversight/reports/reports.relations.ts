import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Project } from '../../projects';
import { StatusReport } from './status-report.entity';

export const relations = [
  belongsTo(StatusReport, 'project', () => Project, {
    key: 'projectId',
    description: 'The project that the report is about.',
  }),
  belongsTo(StatusReport, 'filedBy', () => User, {
    key: 'filedById',
    nullable: true,
    description: 'The user who filed it; null if you may not see them.',
  }),
  belongsTo(StatusReport, 'corrects', () => StatusReport, {
    key: 'correctsId',
    nullable: true,
    description: 'The report that it corrects; null if it is not a correction.',
  }),
  hasPages(Project, 'statusReports', () => StatusReport, {
    key: 'projectId',
    orderBy: [{ column: 'filedAt', direction: 'DESC' }],
    description: "The project's status reports, newest first, including those that were corrected.",
  }),
];
