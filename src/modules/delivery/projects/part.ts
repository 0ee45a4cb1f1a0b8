import type { ModulePart } from '../../../shared/module';
import { AllocationCertificationsResolver, CertifiedAllocationsResolver } from './allocation-certifications.resolver';
import { Allocation } from './allocation.entity';
import { AllocationsResolver } from './allocations.resolver';
import { Project, ProjectOffering } from './project.entity';
import * as projectFacts from './projects.facts';
import { policy } from './projects.policy';
import { relations } from './projects.relations';
import { tellOfProjectsLeft } from './projects.handlers';
import { ProjectsResolver } from './projects.resolver';
import { ProjectStaffing } from './staffing.entity';

export const projects: ModulePart = {
  entities: [Project, ProjectOffering, ProjectStaffing, Allocation],
  resolvers: [ProjectsResolver, AllocationsResolver, AllocationCertificationsResolver, CertifiedAllocationsResolver],
  policies: [policy],
  relations,
  facts: Object.values(projectFacts),
  factReaders: [tellOfProjectsLeft],
};
