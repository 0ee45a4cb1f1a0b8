import type { Module } from '../../shared/module';
import { ApiKey } from './api-key.entity';
import { ApiKeyResolver } from './api-key.resolver';
import * as facts from './identity.facts';
import { policy } from './identity.policy';
import { IdentityResolver } from './identity.resolver';
import { relations } from './identity.relations';
import { activationRoutes } from './activation.routes';
import { Invitation, PasswordReset } from './account-link.entity';
import { jobs } from './identity.jobs';
import { InvitationResolver, PasswordResolver } from './password.resolver';
import { StoredSession } from './session.entity';
import { SessionResolver } from './session.resolver';
import { SignInGuard } from './sign-in-guard.entity';
import { User } from './user.entity';

export const identity: Module = {
  name: 'identity',
  entities: [User, Invitation, PasswordReset, StoredSession, SignInGuard, ApiKey],
  resolvers: [IdentityResolver, SessionResolver, InvitationResolver, PasswordResolver, ApiKeyResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
  routes: activationRoutes,
  jobs,
};
