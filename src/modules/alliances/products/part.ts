import type { ModulePart } from '../../../shared/module';
import { Organization } from './organization.entity';
import * as facts from './products.facts';
import { policy } from './products.policy';
import { relations } from './products.relations';
import { OrganizationResolver, ProductOwnerResolver } from './products.resolver';

export const products: ModulePart = {
  entities: [Organization],
  resolvers: [OrganizationResolver, ProductOwnerResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
};
