import type { Module } from '../../shared/module';
import { policy } from './delivery.policy';
import { Allocation } from './projects/allocation.entity';
import { Project, ProjectOffering } from './projects/project.entity';
import { ProjectStaffing } from './projects/staffing.entity';
import './projects/projects.policy';
import { ProgressUpdate } from './sow/progress.entity';
import { Deliverable, Milestone, ResourceLine, ScopeItem } from './sow/sow-parts.entity';
import { StatementOfWork } from './sow/sow.entity';
import './sow/sow.policy';
import { PersonDay } from './time/person-day.entity';
import { TimeEntry } from './time/time-entry.entity';
import './time/time.policy';

export const delivery: Module = {
  name: 'delivery',
  entities: [
    Project,
    ProjectOffering,
    ProjectStaffing,
    Allocation,
    StatementOfWork,
    ScopeItem,
    Deliverable,
    Milestone,
    ResourceLine,
    ProgressUpdate,
    TimeEntry,
    PersonDay,
  ],
  resolvers: [],
  policy,
};
