import type { Module } from '../../shared/module';
import { CostRollup } from './costs/cost-rollup.entity';
import './costs/costs.policy';
import { CostsResolver } from './costs/costs.resolver';
import { policy } from './delivery.policy';
import { Expense } from './expenses/expense.entity';
import './expenses/expense.policy';
import { projectHealthAssess } from './health/health.jobs';
import { healthAssess } from './health/health.readers';
import { HealthResolver } from './health/health.resolver';
import { Allocation } from './projects/allocation.entity';
import {
  AllocationCertificationsResolver,
  CertifiedAllocationsResolver,
} from './projects/allocation-certifications.resolver';
import { AllocationsResolver } from './projects/allocations.resolver';
import { Project, ProjectOffering } from './projects/project.entity';
import * as projectFacts from './projects/projects.facts';
import './projects/projects.policy';
import './projects/projects.relations';
import { ProjectsResolver } from './projects/projects.resolver';
import { ProjectStaffing } from './projects/staffing.entity';
import * as reportFacts from './reports/reports.facts';
import { statusReportsRemind } from './reports/reports.jobs';
import './reports/reports.policy';
import './reports/reports.relations';
import { ReportsResolver } from './reports/reports.resolver';
import { StatusReport } from './reports/status-report.entity';
import { EarnedValueResolver, ProjectEarnedValueResolver } from './sow/earned-value.resolver';
import { ProgressUpdate } from './sow/progress.entity';
import { DeliverableResolver, MilestoneResolver, ScopeItemResolver } from './sow/progress.resolver';
import { Deliverable, Milestone, ResourceLine, ScopeItem } from './sow/sow-parts.entity';
import { StatementOfWork } from './sow/sow.entity';
import * as sowFacts from './sow/sow.facts';
import './sow/sow.policy';
import './sow/sow.relations';
import { SowResolver } from './sow/sow.resolver';
import { closeWithProject } from './sow/sow.service';
import { PersonDay } from './time/person-day.entity';
import { TimeEntry } from './time/time-entry.entity';
import * as timeFacts from './time/time.facts';
import './time/time.policy';
import './time/time.relations';
import { TimeResolver } from './time/time.resolver';
import { TimelineResolver } from './timeline/timeline.resolver';

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
    Expense,
    CostRollup,
    StatusReport,
  ],
  resolvers: [
    ProjectsResolver,
    AllocationsResolver,
    AllocationCertificationsResolver,
    CertifiedAllocationsResolver,
    SowResolver,
    DeliverableResolver,
    ScopeItemResolver,
    MilestoneResolver,
    ProjectEarnedValueResolver,
    EarnedValueResolver,
    TimeResolver,
    CostsResolver,
    ReportsResolver,
    HealthResolver,
    TimelineResolver,
  ],
  policy,
  facts: [
    ...Object.values(projectFacts),
    ...Object.values(sowFacts),
    ...Object.values(timeFacts),
    ...Object.values(reportFacts),
  ],
  factReaders: [closeWithProject, healthAssess],
  // What is overdue is told first, so that it weighs.
  jobs: [statusReportsRemind, projectHealthAssess],
};
