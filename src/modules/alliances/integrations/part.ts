import type { ModulePart } from '../../../shared/module';
import { Integration } from './integration.entity';
import * as facts from './integration.facts';
import { policy } from './integration.policy';
import { relations } from './integration.relations';
import { IntegrationResolver, IntegrationTestResolver } from './integration.resolver';
import { IntegrationTest } from './integration-test.entity';

export const integrations: ModulePart = {
  entities: [Integration, IntegrationTest],
  resolvers: [IntegrationResolver, IntegrationTestResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
};
