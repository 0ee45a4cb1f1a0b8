import type { ModulePart } from '../../../shared/module';
import { ChangeOrder } from './change-order.entity';
import * as changeOrderFacts from './change-orders.facts';
import { policy } from './change-orders.policy';
import { relations } from './change-orders.relations';
import { ChangeOrderResolver, ScopeCreepResolver } from './change-orders.resolver';

export const changeOrders: ModulePart = {
  entities: [ChangeOrder],
  resolvers: [ChangeOrderResolver, ScopeCreepResolver],
  policies: [policy],
  relations,
  facts: Object.values(changeOrderFacts),
};
