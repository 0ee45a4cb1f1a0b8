import type { ModulePart } from '../../../shared/module';
import { policy } from './back-test.policy';
import { BackTestResolver } from './back-test.resolver';

export const backTests: ModulePart = { resolvers: [BackTestResolver], policies: [policy] };
