export { ChangeOrder, ChangeOrderCause } from './change-orders/change-order.entity';
export { ChangeOrderStatus } from './change-orders/change-order.lifecycle';
export { contentOfChangeOrder } from './change-orders/change-orders.reader';
export { changeOrderApproved } from './change-orders/change-orders.facts';
export * as changeOrderService from './change-orders/change-order.service';
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
  originOf,
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
