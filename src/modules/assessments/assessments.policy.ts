import { Policy } from '../../shared/access/policy';

export const policy = new Policy();
