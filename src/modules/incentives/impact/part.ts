import type { ModulePart } from '../../../shared/module';
import { policy } from './impact.policy';
import { SchemeImpactResolver } from './impact.resolver';

export const impact: ModulePart = { resolvers: [SchemeImpactResolver], policies: [policy] };
