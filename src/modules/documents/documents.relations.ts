import { belongsTo } from '../../shared/graphql/relations';
import { User } from '../identity';
import { Document } from './document.entity';

export const relations = [
  belongsTo(Document, 'uploadedBy', () => User, {
    key: 'uploadedById',
    nullable: true,
    description: 'The user who uploaded the document; null if you may not see them.',
  }),
];
