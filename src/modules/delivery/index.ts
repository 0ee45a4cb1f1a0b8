export { ChangeOrder, ChangeOrderCause } from './change-orders/change-order.entity';
export { ChangeOrderStatus } from './change-orders/change-order.lifecycle';
export { contentOfChangeOrder } from './change-orders/change-orders.reader';
export { changeOrderApproved } from './change-orders/change-orders.facts';
export * as changeOrderService from './change-orders/change-order.service';
export { checkCosts } from './costs/cost-rollup.repair';
export { sowFromPlaybook } from './playbooks/sow-from-playbook.service';
export { AcceptanceRequest } from './acceptance/acceptance-request.entity';
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
  originOf,
  ResourceLine,
  ResourceParty,
  ResponsibleParty,
  ScopeItem,
} from './sow/sow-parts.entity';
export { DeliverableStatus } from './sow/deliverable.lifecycle';
export { ProgressMethod, StatementOfWork } from './sow/sow.entity';
export { SowStatus } from './sow/sow.lifecycle';
export { PlaybookImprovement } from './standards/playbook-improvement.entity';
export { PlaybookImprovementStatus } from './standards/playbook-improvement.lifecycle';
export { StandardisationDecision } from './standards/standardisation-decision.entity';
export { TimeEntry } from './time/time-entry.entity';
export { TimeEntryStatus } from './time/time-entry.lifecycle';
export { Incident } from './registers/incident.entity';
export { RaisedBy, Requirement, RequirementDecision } from './registers/requirement.entity';
export { Risk, RiskOutcome, RiskResponse } from './registers/risk.entity';
export * as incidentService from './registers/incident.service';
export * as requirementService from './registers/requirement.service';
export * as riskService from './registers/risk.service';
export * as acceptanceRequestService from './acceptance/acceptance-request.service';
export * as allocationService from './projects/allocation.service';
export * as projectService from './projects/project.service';
export * as staffingService from './projects/staffing.service';
export * as progressService from './sow/progress.service';
export * as reportsService from './reports/reports.service';
export { StatusReport } from './reports/status-report.entity';
export { StatusAssessment } from './reports/status-report.types';
export * as sowService from './sow/sow.service';
export * as playbookImprovementService from './standards/playbook-improvement.service';
export * as standardisationService from './standards/standardisation.service';
export * as timeService from './time/time.service';
export { Expense, ExpenseKind } from './expenses/expense.entity';
export { ExpenseStatus } from './expenses/expense.lifecycle';
export * as expenseService from './expenses/expense.service';
export * as allocationStepsService from './projects/allocation-steps.service';
export { Rate } from './rates/rate.entity';
export { type RateQuestion, rateOn } from './rates/rates.reader';
export * as rateService from './rates/rates.service';
export { CalendarAssignment, WorkingCalendar } from './resources/working-calendar.entity';
export { Weekday } from './resources/working-calendar.formula';
export * as workingCalendarService from './resources/working-calendar.service';
export { reverse as reverseTime } from './time/time-reversal.service';
export { submitWeek } from './time/timesheet.service';
export { TimeImport, TimeImportMode } from './time/transfer/import.entity';
export { ImportRunner } from './time/transfer/import.runner';
export { startImport } from './time/transfer/import.service';
