import type { ModulePart } from '../../../shared/module';
import { ChangeOrder } from './change-order.entity';
import * as changeOrderFacts from './change-orders.facts';
import './change-orders.policy';
import './change-orders.relations';
import { ChangeOrderResolver, ScopeCreepResolver } from './change-orders.resolver';

export const changeOrders: ModulePart = {
  entities: [ChangeOrder],
  resolvers: [ChangeOrderResolver, ScopeCreepResolver],
  facts: Object.values(changeOrderFacts),
};
