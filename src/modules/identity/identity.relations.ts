import { Fact } from '../../shared/events/fact';
import { HistoryEntry } from '../../shared/database/history';
import { belongsTo } from '../../shared/graphql/relations';
import { ApiKey } from './api-key.entity';
import { Invitation, PasswordReset } from './account-link.entity';
import { User } from './user.entity';

export const relations = [
  belongsTo(Invitation, 'user', () => User, { key: 'userId', nullable: true, description: 'The invited user.' }),
  belongsTo(PasswordReset, 'user', () => User, {
    key: 'userId',
    nullable: true,
    description: 'The user whose password the link sets.',
  }),
  belongsTo(ApiKey, 'createdBy', () => User, {
    key: 'createdById',
    nullable: true,
    description: 'The user who created the key; null for the system.',
  }),
  belongsTo(Fact, 'actor', () => User, {
    key: 'actorId',
    nullable: true,
    description: 'The user who caused it; null for the system and for anonymous callers, or if you may not see them.',
  }),
  belongsTo(HistoryEntry, 'actor', () => User, {
    key: 'actorId',
    nullable: true,
    description: 'The user who made the change; null for the system and for anonymous callers.',
  }),
];
