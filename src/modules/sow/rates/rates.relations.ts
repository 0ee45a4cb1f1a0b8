import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { Rate } from './rate.entity';

export const relations = [
  belongsTo(Rate, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The partner whose people the rate is for; null for the vendor's own.",
  }),
  belongsTo(Rate, 'project', () => Project, {
    key: 'projectId',
    nullable: true,
    description: 'The project that the rate is for; null for the general rate card.',
  }),
  belongsTo(Rate, 'setBy', () => User, {
    key: 'setById',
    nullable: true,
    description: 'The user who last set it; null if you may not see them.',
  }),
  hasPages(Project, 'rates', () => Rate, {
    key: 'projectId',
    orderBy: [{ column: 'effectiveOn', direction: 'DESC' }],
    description: "The project's own rates, newest first; partner users see those of their firm.",
  }),
];
