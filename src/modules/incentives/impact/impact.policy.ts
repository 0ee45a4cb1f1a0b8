import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { schemeImpactActions } from './impact.actions';

export const policy = new Policy();

policy.allow(schemeImpactActions.show).to(Role.ECOSYSTEM_MANAGER, Role.ANALYST);
