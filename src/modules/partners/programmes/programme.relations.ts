import { belongsTo } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Programme } from './programme.entity';

export const relations = [
  belongsTo(Programme, 'publishedBy', () => User, {
    key: 'publishedById',
    nullable: true,
    description: 'The user who published it; null for a draft, and for partner roles.',
  }),
];
