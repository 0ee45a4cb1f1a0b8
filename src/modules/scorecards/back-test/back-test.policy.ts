import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { backTestActions } from './back-test.actions';

export const policy = new Policy();

policy.allow(backTestActions.run).to(Role.ECOSYSTEM_MANAGER, Role.ANALYST);
