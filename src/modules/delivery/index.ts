export { checkCosts } from './costs/cost-rollup.repair';
export { HealthStatus } from './health/health.formula';
export { keepHealth } from './health/health.service';
export { Allocation } from './projects/allocation.entity';
export { DeliveryMode, Project, ProjectOffering } from './projects/project.entity';
export { ProjectStatus } from './projects/project.lifecycle';
export { staffedProjects } from './projects/projects.visibility';
export { ProjectStaffing } from './projects/staffing.entity';
export { costRateFor, gatherProjectFacts } from './sow/project-facts';
export {
  Deliverable,
  Milestone,
  ResourceLine,
  ResourceParty,
  ResponsibleParty,
  ScopeItem,
} from './sow/sow-parts.entity';
export { DeliverableStatus } from './sow/deliverable.lifecycle';
export { ProgressMethod, StatementOfWork } from './sow/sow.entity';
export { SowStatus } from './sow/sow.lifecycle';
export { TimeEntry } from './time/time-entry.entity';
export { TimeEntryStatus } from './time/time-entry.lifecycle';
export * as allocationService from './projects/allocation.service';
export * as projectService from './projects/project.service';
export * as staffingService from './projects/staffing.service';
export * as progressService from './sow/progress.service';
export * as reportsService from './reports/reports.service';
export { StatusReport } from './reports/status-report.entity';
export { StatusAssessment } from './reports/status-report.types';
export * as sowService from './sow/sow.service';
export * as timeService from './time/time.service';
