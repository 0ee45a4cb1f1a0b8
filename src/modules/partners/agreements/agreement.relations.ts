import { belongsTo, hasOne, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../firms/partner.entity';
import { OnboardingItem } from '../onboarding/onboarding.entity';
import { Agreement } from './agreement.entity';

export const relations = [
  hasPages(Partner, 'agreements', () => Agreement, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt' }],
    description: 'What it has signed, oldest first, with renewals; empty before the admission.',
  }),
  belongsTo(Agreement, 'partner', () => Partner, { key: 'partnerId', description: 'Who has signed it.' }),
  belongsTo(Agreement, 'item', () => OnboardingItem, {
    key: 'itemId',
    description: 'The item of the checklist that asked for it.',
  }),
  belongsTo(Agreement, 'predecessor', () => Agreement, {
    key: 'predecessorId',
    nullable: true,
    description: 'What it renews; null for the first one.',
  }),
  hasOne(Agreement, 'renewal', () => Agreement, {
    key: 'predecessorId',
    description: 'What renews it; null without one.',
  }),
  belongsTo(Agreement, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'Who submitted it last; null where you may not see them.',
  }),
  belongsTo(Agreement, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who accepted it or sent it back last; null before, and for partner roles.',
  }),
];
