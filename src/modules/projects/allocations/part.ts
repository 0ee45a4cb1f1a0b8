import type { ModulePart } from '../../../shared/module';
import { AllocationCertificationsResolver, CertifiedAllocationsResolver } from './allocation-certifications.resolver';
import { Allocation } from './allocation.entity';
import * as facts from './allocations.facts';
import { policy } from './allocations.policy';
import { relations } from './allocations.relations';
import { AllocationsResolver } from './allocations.resolver';

export const allocations: ModulePart = {
  entities: [Allocation],
  resolvers: [AllocationsResolver, AllocationCertificationsResolver, CertifiedAllocationsResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
};
