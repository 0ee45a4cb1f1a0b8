import { Policy } from '../../../shared/access/policy';
import { CostRollup } from './cost-rollup.entity';

export const policy = new Policy();

policy.show(CostRollup).toStaff();
