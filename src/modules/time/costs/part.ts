import type { ModulePart } from '../../../shared/module';
import { CostRollup } from './cost-rollup.entity';
import { costRollup } from './cost-rollup.repair';
import { PersonMonth } from './person-month.entity';
import { personMonth } from './person-month.repair';
import { policy } from './costs.policy';
import { CostsResolver } from './costs.resolver';

export const costs: ModulePart = {
  entities: [CostRollup, PersonMonth],
  resolvers: [CostsResolver],
  policies: [policy],
  rollups: [costRollup, personMonth],
};
