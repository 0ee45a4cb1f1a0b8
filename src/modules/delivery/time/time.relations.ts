import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Allocation } from '../projects/allocation.entity';
import { Project } from '../projects/project.entity';
import { ScopeItem } from '../sow/sow-parts.entity';
import { TimeEntry } from './time-entry.entity';

belongsTo(TimeEntry, 'allocation', () => Allocation, {
  key: 'allocationId',
  description: 'The share in the project that it was worked in.',
});
belongsTo(TimeEntry, 'user', () => User, { key: 'userId', description: 'Who worked.' });
belongsTo(TimeEntry, 'partner', () => Partner, {
  key: 'partnerId',
  nullable: true,
  description: "The person's firm; null for the vendor's staff.",
});
belongsTo(TimeEntry, 'project', () => Project, { key: 'projectId', description: 'For which project.' });
belongsTo(TimeEntry, 'scopeItem', () => ScopeItem, { key: 'scopeItemId', description: 'For which item of its scope.' });
belongsTo(TimeEntry, 'decidedBy', () => User, {
  key: 'decidedById',
  nullable: true,
  description: 'Who approved or rejected it; null before, and where you may not see them.',
});
hasPages(Project, 'timeEntries', () => TimeEntry, {
  key: 'projectId',
  orderBy: [{ column: 'workedOn' }],
  description:
    "The time worked on it, by day; of a partner's people a member sees their own, the administrator the firm's.",
});
