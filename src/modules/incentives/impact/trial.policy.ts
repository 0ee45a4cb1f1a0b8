import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { trialActions } from './trial.actions';
import { IncentiveTrial } from './trial.entity';

export const policy = new Policy();

policy.allow(trialActions.start).to(Role.ECOSYSTEM_MANAGER);
policy.show(IncentiveTrial).toStaff(Role.ECOSYSTEM_MANAGER, Role.ANALYST);
