import { belongsTo } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { IncentiveScheme } from '../schemes/scheme.entity';
import { IncentiveTrial } from './trial.entity';

export const relations = [
  belongsTo(IncentiveTrial, 'scheme', () => IncentiveScheme, {
    key: 'schemeId',
    description: 'The scheme that is tried, as it is now: a draft may have changed since.',
  }),
  belongsTo(IncentiveTrial, 'startedBy', () => User, {
    key: 'startedById',
    nullable: true,
    description: 'The user who started it; null if you may not see them.',
  }),
];
