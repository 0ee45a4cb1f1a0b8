import { Policy } from '../../shared/access/policy';

/** The module's one policy; each folder adds its sentences in a policy file of its own, which module.ts imports. */
export const policy = new Policy();
