export { checkCosts } from './costs/cost-rollup.repair';
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
export * as sowService from './sow/sow.service';
export * as timeService from './time/time.service';
export { reverse as reverseTime } from './time/time-reversal.service';
export { submitWeek } from './time/timesheet.service';
export { TimeImport, TimeImportMode } from './time/transfer/import.entity';
export { ImportRunner } from './time/transfer/import.runner';
export { startImport } from './time/transfer/import.service';
