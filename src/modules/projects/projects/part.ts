import type { ModulePart } from '../../../shared/module';
import { Project, ProjectOffering } from './project.entity';
import * as facts from './projects.facts';
import { tellOfProjectsLeft } from './projects.handlers';
import { policy } from './projects.policy';
import { relations } from './projects.relations';
import { ProjectsResolver } from './projects.resolver';
import { ProjectStaffing } from './staffing.entity';
import { StaffingResolver } from './staffing.resolver';

export const projects: ModulePart = {
  entities: [Project, ProjectOffering, ProjectStaffing],
  resolvers: [ProjectsResolver, StaffingResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
  factReaders: [tellOfProjectsLeft],
};
