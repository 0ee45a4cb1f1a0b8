import type { Module } from '../../shared/module';
import { policy } from './delivery.policy';
import { Allocation } from './projects/allocation.entity';
import { Project, ProjectOffering } from './projects/project.entity';
import { ProjectStaffing } from './projects/staffing.entity';
import './projects/projects.policy';

export const delivery: Module = {
  name: 'delivery',
  entities: [Project, ProjectOffering, ProjectStaffing, Allocation],
  resolvers: [],
  policy,
};
