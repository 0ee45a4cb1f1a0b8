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
  belongsTo(OnboardingItem, 'partner', () => Partner, { key: 'partnerId', description: 'Who is onboarded.' }),
  belongsTo(OnboardingItem, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'Who submitted it last; null before, and where you may not see them.',
  }),
  belongsTo(OnboardingItem, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who accepted it or sent it back last; null before, and for partner roles.',
  }),
];
