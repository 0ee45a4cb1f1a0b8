import type { Module } from '../../shared/module';
import * as facts from './catalog.facts';
import { policy } from './catalog.policy';
import './catalog.relations';
import { CatalogResolver } from './catalog.resolver';
import { ServiceOffering } from './offering.entity';
import { Product } from './product.entity';

export const catalog: Module = {
  name: 'catalog',
  entities: [Product, ServiceOffering],
  resolvers: [CatalogResolver],
  policy,
  facts: Object.values(facts),
};
