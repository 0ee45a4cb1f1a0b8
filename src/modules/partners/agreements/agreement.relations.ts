import { belongsTo, hasOne, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../firms/partner.entity';
import { OnboardingItem } from '../onboarding/onboarding.entity';
import { Agreement } from './agreement.entity';

export const relations = [
  hasPages(Partner, 'agreements', () => Agreement, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt' }],
    description: 'The agreements that it has signed, oldest first, including renewals; empty before the admission.',
  }),
  belongsTo(Agreement, 'partner', () => Partner, { key: 'partnerId', description: 'The partner that signed it.' }),
  belongsTo(Agreement, 'item', () => OnboardingItem, {
    key: 'itemId',
    description: 'The checklist item that asked for it.',
  }),
  belongsTo(Agreement, 'predecessor', () => Agreement, {
    key: 'predecessorId',
    nullable: true,
    description: 'The agreement that it renews; null for the first one.',
  }),
  hasOne(Agreement, 'renewal', () => Agreement, {
    key: 'predecessorId',
    description: 'The renewal of this agreement; null if there is no renewal yet.',
  }),
  belongsTo(Agreement, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'The user who last submitted it; null if you may not see them.',
  }),
  belongsTo(Agreement, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The user who last accepted it or sent it back; null before that, and for partner roles.',
  }),
];
