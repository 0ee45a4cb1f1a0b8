import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Project } from '../../projects';
import { StatusReport } from './status-report.entity';

export const relations = [
  belongsTo(StatusReport, 'project', () => Project, { key: 'projectId', description: 'What it is about.' }),
  belongsTo(StatusReport, 'filedBy', () => User, {
    key: 'filedById',
    nullable: true,
    description: 'Who filed it; null where you may not see them.',
  }),
  belongsTo(StatusReport, 'corrects', () => StatusReport, {
    key: 'correctsId',
    nullable: true,
    description: 'The report in whose place it was filed; null where in none.',
  }),
  hasPages(Project, 'statusReports', () => StatusReport, {
    key: 'projectId',
    orderBy: [{ column: 'filedAt', direction: 'DESC' }],
    description: 'Its status reports, those that were corrected later too, newest first.',
  }),
];
