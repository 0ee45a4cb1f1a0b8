import type { Module } from '../../shared/module';
import * as facts from './identity.facts';
import { policy } from './identity.policy';
import { IdentityResolver } from './identity.resolver';
import './identity.relations';
import { Invitation, LoginFailure, StoredSession, User } from './user.entity';

export const identity: Module = {
  name: 'identity',
  entities: [User, Invitation, StoredSession, LoginFailure],
  resolvers: [IdentityResolver],
  policy,
  facts: Object.values(facts),
};
