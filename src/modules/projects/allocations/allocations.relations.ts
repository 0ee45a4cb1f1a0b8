import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../projects/project.entity';
import { Allocation } from './allocation.entity';

export const relations = [
  hasPages(Project, 'allocations', () => Allocation, {
    key: 'projectId',
    orderBy: [{ column: 'startsOn' }],
    description: "The people on it, by their first day; for a partner's people those of the firm.",
  }),
  belongsTo(Allocation, 'project', () => Project, { key: 'projectId', description: 'Where the person works.' }),
  belongsTo(Allocation, 'user', () => User, { key: 'userId', description: 'Who works.' }),
  belongsTo(Allocation, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The person's firm; null for the vendor's staff.",
  }),
  belongsTo(Allocation, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'What the person works on.',
  }),
  hasPages(User, 'allocations', () => Allocation, {
    key: 'userId',
    orderBy: [{ column: 'startsOn' }],
    description: 'The projects that they work on, by their first day.',
  }),
];
