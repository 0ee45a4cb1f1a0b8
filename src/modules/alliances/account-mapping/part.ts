import type { ModulePart } from '../../../shared/module';
import { AccountMapping, MappedAccount } from './account-mapping.entity';
import * as accountMappingFacts from './account-mapping.facts';
import { inbox } from './account-mapping.inbox';
import { policy } from './account-mapping.policy';
import { relations } from './account-mapping.relations';
import { AccountMappingResolver } from './account-mapping.resolver';

export const accountMapping: ModulePart = {
  entities: [AccountMapping, MappedAccount],
  resolvers: [AccountMappingResolver],
  policies: [policy],
  relations,
  inbox,
  facts: Object.values(accountMappingFacts),
};
