import type { ModulePart } from '../../../shared/module';
import { ScorecardDefinition } from './definition.entity';
import * as facts from './definition.facts';
import { policy } from './definition.policy';
import { relations } from './definition.relations';
import { ScorecardDefinitionResolver } from './definition.resolver';

export const definitions: ModulePart = {
  entities: [ScorecardDefinition],
  resolvers: [ScorecardDefinitionResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
};
