import { belongsTo } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { IncentiveScheme } from './scheme.entity';

export const relations = [
  belongsTo(IncentiveScheme, 'publishedBy', () => User, {
    key: 'publishedById',
    nullable: true,
    description: 'The user who published it; null for a draft, and for partner roles.',
  }),
];
