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
    description: 'The share in the project that it was worked in.',
  }),
  belongsTo(TimeEntry, 'user', () => User, { key: 'userId', description: 'Who worked.' }),
  belongsTo(TimeEntry, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The person's firm; null for the vendor's staff.",
  }),
  belongsTo(TimeEntry, 'project', () => Project, {
    key: 'projectId',
    description: 'The project that it is charged to.',
  }),
  belongsTo(TimeEntry, 'scopeItem', () => ScopeItem, {
    key: 'scopeItemId',
    description: 'The part of the agreed scope that the person worked on.',
  }),
  belongsTo(TimeEntry, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who approved or rejected it; null before, and where you may not see them.',
  }),
  belongsTo(TimeEntry, 'reverses', () => TimeEntry, {
    key: 'reversesId',
    nullable: true,
    description: 'The approved entry that it takes back; null where it takes back none.',
  }),
  hasOne(TimeEntry, 'reversedBy', () => TimeEntry, {
    key: 'reversesId',
    description: 'The entry that takes it back; null where it stands.',
  }),
  belongsTo(TimeEntry, 'corrects', () => TimeEntry, {
    key: 'correctsId',
    nullable: true,
    description: 'The approved entry that it replaces after a correction; null where it replaces none.',
  }),
  hasOne(TimeEntry, 'correctedBy', () => TimeEntry, {
    key: 'correctsId',
    description: 'The entry that replaced it in a correction; null where there was none.',
  }),
  belongsTo(TimeEntry, 'recordedBy', () => User, {
    key: 'recordedById',
    nullable: true,
    description:
      'Who typed it in a correction; null where the person who worked did, where it was imported, and where you may not see them.',
  }),
  belongsTo(TimeEntry, 'import', () => TimeImport, {
    key: 'importId',
    nullable: true,
    description: 'The import that it came with; null where it was recorded here, and where you may not see the import.',
  }),
  belongsTo(TimeEntry, 'importedBy', () => User, {
    key: 'importedById',
    nullable: true,
    description: 'Who imported it; null where it was recorded here, and where you may not see them.',
  }),
  hasPages(Project, 'timeEntries', () => TimeEntry, {
    key: 'projectId',
    orderBy: [{ column: 'workedOn' }],
    description:
      "The time worked on it, by day; of a partner's people a member sees their own, the administrator the firm's.",
  }),
];
