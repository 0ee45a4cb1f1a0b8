import { belongsTo } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { ScorecardDefinition } from './definition.entity';

export const relations = [
  belongsTo(ScorecardDefinition, 'publishedBy', () => User, {
    key: 'publishedById',
    nullable: true,
    description: 'The user who published it; null for a draft, and for partner roles.',
  }),
];
