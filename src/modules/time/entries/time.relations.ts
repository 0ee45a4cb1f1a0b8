import { belongsTo, hasOne, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Allocation, Project } from '../../projects';
import { ScopeItem } from '../../sow';
import { TimeEntry } from './time-entry.entity';
import { TimeImport } from '../transfer/import.entity';

export const relations = [
  belongsTo(TimeEntry, 'allocation', () => Allocation, {
    key: 'allocationId',
    description: 'The allocation under which the time was recorded.',
  }),
  belongsTo(TimeEntry, 'user', () => User, { key: 'userId', description: 'The person who worked.' }),
  belongsTo(TimeEntry, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The person's firm; null for the vendor's staff.",
  }),
  belongsTo(TimeEntry, 'project', () => Project, {
    key: 'projectId',
    description: 'The project that the person worked on.',
  }),
  belongsTo(TimeEntry, 'scopeItem', () => ScopeItem, {
    key: 'scopeItemId',
    description: 'The part of the agreed scope that the person worked on.',
  }),
  belongsTo(TimeEntry, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The person who approved or rejected it; null before that, and if you may not see them.',
  }),
  belongsTo(TimeEntry, 'reverses', () => TimeEntry, {
    key: 'reversesId',
    nullable: true,
    description: 'The approved entry that this one reverses; null if it is not a reversal.',
  }),
  hasOne(TimeEntry, 'reversedBy', () => TimeEntry, {
    key: 'reversesId',
    description: 'The entry that reverses this one; null if it is not reversed.',
  }),
  belongsTo(TimeEntry, 'corrects', () => TimeEntry, {
    key: 'correctsId',
    nullable: true,
    description: 'The approved entry that this one replaces after a correction; null for other entries.',
  }),
  hasOne(TimeEntry, 'correctedBy', () => TimeEntry, {
    key: 'correctsId',
    description: 'The entry that replaced this one in a correction; null if it was not corrected.',
  }),
  belongsTo(TimeEntry, 'recordedBy', () => User, {
    key: 'recordedById',
    nullable: true,
    description:
      'The person who typed it in a correction; null if the person who worked did, if it was imported, and if you may not see them.',
  }),
  belongsTo(TimeEntry, 'import', () => TimeImport, {
    key: 'importId',
    nullable: true,
    description: 'The import that created it; null if it was recorded by hand, and if you may not see the import.',
  }),
  belongsTo(TimeEntry, 'importedBy', () => User, {
    key: 'importedById',
    nullable: true,
    description: 'The person who imported it; null if it was recorded by hand, and if you may not see them.',
  }),
  hasPages(Project, 'timeEntries', () => TimeEntry, {
    key: 'projectId',
    orderBy: [{ column: 'workedOn' }],
    description:
      "The time worked on the project, by day. Among a partner's users, a member sees their own and the administrator the firm's.",
  }),
];
