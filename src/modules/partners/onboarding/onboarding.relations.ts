import { belongsTo, hasMany } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../firms/partner.entity';
import { OnboardingItem } from './onboarding.entity';

const inOrder = [{ column: 'position' }, { column: 'id' }];

export const relations = [
  hasMany(Partner, 'onboardingItems', () => OnboardingItem, {
    key: 'partnerId',
    orderBy: inOrder,
    description: 'Its checklist in order; empty before the onboarding.',
  }),
  belongsTo(OnboardingItem, 'partner', () => Partner, { key: 'partnerId', description: 'The partner in onboarding.' }),
  belongsTo(OnboardingItem, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'The user who last submitted it; null before that, and if you may not see them.',
  }),
  belongsTo(OnboardingItem, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The user who last accepted it or sent it back; null before that, and for partner roles.',
  }),
];
