import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { Rate } from './rate.entity';

export const relations = [
  belongsTo(Rate, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "Whose people; null for the vendor's own.",
  }),
  belongsTo(Rate, 'project', () => Project, {
    key: 'projectId',
    nullable: true,
    description: 'For which project; null for the general rate card.',
  }),
  belongsTo(Rate, 'setBy', () => User, {
    key: 'setById',
    nullable: true,
    description: 'Who set it last; null where you may not see them.',
  }),
  hasPages(Project, 'rates', () => Rate, {
    key: 'projectId',
    orderBy: [{ column: 'effectiveOn', direction: 'DESC' }],
    description: "The rates of its own, the newest first; for a partner's people those of the firm.",
  }),
];
