import type { Module } from '../../shared/module';
import { ApiKey } from './api-key.entity';
import { ApiKeyResolver } from './api-key.resolver';
import * as facts from './identity.facts';
import { policy } from './identity.policy';
import { IdentityResolver } from './identity.resolver';
import './identity.relations';
import { Invitation, LoginFailure, StoredSession, User } from './user.entity';

export const identity: Module = {
  name: 'identity',
  entities: [User, Invitation, StoredSession, LoginFailure, ApiKey],
  resolvers: [IdentityResolver, ApiKeyResolver],
  policy,
  facts: Object.values(facts),
};
