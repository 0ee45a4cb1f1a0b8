import { Fact } from '../../shared/events/fact';
import { HistoryEntry } from '../../shared/database/history';
import { belongsTo } from '../../shared/graphql/relations';
import { ApiKey } from './api-key.entity';
import { Invitation, PasswordReset } from './account-link.entity';
import { User } from './user.entity';

export const relations = [
  belongsTo(Invitation, 'user', () => User, { key: 'userId', nullable: true, description: 'Who is invited.' }),
  belongsTo(PasswordReset, 'user', () => User, {
    key: 'userId',
    nullable: true,
    description: 'Whose password it sets.',
  }),
  belongsTo(ApiKey, 'createdBy', () => User, {
    key: 'createdById',
    nullable: true,
    description: 'Who made it; null for the system.',
  }),
  belongsTo(Fact, 'actor', () => User, {
    key: 'actorId',
    nullable: true,
    description: 'Who did it; null for the system, or where you may not see them.',
  }),
  belongsTo(HistoryEntry, 'actor', () => User, {
    key: 'actorId',
    nullable: true,
    description: 'Who did it; null for the system.',
  }),
];
