import { policy } from '../delivery.policy';
import { CostRollup } from './cost-rollup.entity';

policy.show(CostRollup).toStaff();
