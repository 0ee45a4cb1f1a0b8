import type { Module } from '../../shared/module';
import * as facts from './catalog.facts';
import { policy } from './catalog.policy';
import { relations } from './catalog.relations';
import { CatalogResolver } from './catalog.resolver';
import { ServiceOffering } from './offering.entity';
import { Playbook } from './playbook.entity';
import { OfferingResolver } from './offering.resolver';
import { PlaybookResolver } from './playbook.resolver';
import { Product } from './product.entity';

export const catalog: Module = {
  name: 'catalog',
  entities: [Product, ServiceOffering, Playbook],
  resolvers: [CatalogResolver, OfferingResolver, PlaybookResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
};
