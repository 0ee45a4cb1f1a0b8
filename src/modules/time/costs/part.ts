import type { ModulePart } from '../../../shared/module';
import { CostRollup } from './cost-rollup.entity';
import { costRollup } from './cost-rollup.repair';
import { policy } from './costs.policy';
import { CostsResolver } from './costs.resolver';

export const costs: ModulePart = {
  entities: [CostRollup],
  resolvers: [CostsResolver],
  policies: [policy],
  rollups: [costRollup],
};
