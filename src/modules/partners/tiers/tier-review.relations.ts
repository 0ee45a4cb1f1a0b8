import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../firms/partner.entity';
import { Programme } from '../programmes/programme.entity';
import { TierReview } from './tier-review.entity';

export const relations = [
  hasPages(Partner, 'tierReviews', () => TierReview, {
    key: 'partnerId',
    orderBy: [{ column: 'dueOn', direction: 'DESC' }],
    description: 'The reviews of its tier, the latest first.',
  }),
  belongsTo(TierReview, 'partner', () => Partner, { key: 'partnerId', description: 'Whose tier it is.' }),
  belongsTo(TierReview, 'programme', () => Programme, {
    key: 'programmeId',
    nullable: true,
    description: 'The programme that it was decided by; null before.',
  }),
  belongsTo(TierReview, 'openedBy', () => User, {
    key: 'openedById',
    nullable: true,
    description: 'Who opened it; null for the system, and for partner roles.',
  }),
  belongsTo(TierReview, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who decided; null before, and for partner roles.',
  }),
];
