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
    description: 'The people on it, by their first day; partner users see those of their firm.',
  }),
  belongsTo(Allocation, 'project', () => Project, {
    key: 'projectId',
    description: 'The project on which the person works.',
  }),
  belongsTo(Allocation, 'user', () => User, { key: 'userId', description: 'The person who works.' }),
  belongsTo(Allocation, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The person's firm; null for the vendor's staff.",
  }),
  belongsTo(Allocation, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The offering on which the person works.',
  }),
  hasPages(User, 'allocations', () => Allocation, {
    key: 'userId',
    orderBy: [{ column: 'startsOn' }],
    description: 'Their allocations to projects, by the first day.',
  }),
];
