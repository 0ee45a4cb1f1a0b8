import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../firms/partner.entity';
import { Programme } from '../programmes/programme.entity';
import { TierReview } from './tier-review.entity';

export const relations = [
  hasPages(Partner, 'tierReviews', () => TierReview, {
    key: 'partnerId',
    orderBy: [{ column: 'dueOn', direction: 'DESC' }],
    description: 'The reviews of its tier, latest first.',
  }),
  belongsTo(TierReview, 'partner', () => Partner, {
    key: 'partnerId',
    description: 'The partner whose tier is reviewed.',
  }),
  belongsTo(TierReview, 'programme', () => Programme, {
    key: 'programmeId',
    nullable: true,
    description: 'The programme by which it was decided; null before that.',
  }),
  belongsTo(TierReview, 'openedBy', () => User, {
    key: 'openedById',
    nullable: true,
    description: 'The user who opened it; null for the system, and for partner roles.',
  }),
  belongsTo(TierReview, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The user who decided; null before that, and for partner roles.',
  }),
];
