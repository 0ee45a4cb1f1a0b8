import type { ModulePart } from '../../../shared/module';
import { AllocationCertificationsResolver, CertifiedAllocationsResolver } from './allocation-certifications.resolver';
import { Allocation } from './allocation.entity';
import { AllocationsResolver } from './allocations.resolver';
import { tellOfProjectsLeft } from './manager.reader';
import { Project, ProjectOffering } from './project.entity';
import * as projectFacts from './projects.facts';
import './projects.policy';
import './projects.relations';
import { ProjectsResolver } from './projects.resolver';
import { ProjectStaffing } from './staffing.entity';

export const projects: ModulePart = {
  entities: [Project, ProjectOffering, ProjectStaffing, Allocation],
  resolvers: [ProjectsResolver, AllocationsResolver, AllocationCertificationsResolver, CertifiedAllocationsResolver],
  facts: Object.values(projectFacts),
  factReaders: [tellOfProjectsLeft],
};
