import type { ModulePart } from '../../../shared/module';
import { CostRollup } from './cost-rollup.entity';
import './costs.policy';
import { CostsResolver } from './costs.resolver';

export const costs: ModulePart = {
  entities: [CostRollup],
  resolvers: [CostsResolver],
};
