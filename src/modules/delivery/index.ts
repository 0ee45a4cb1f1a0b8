export { AcceptanceRequest } from './acceptance/acceptance-request.entity';
export { ChangeOrder, ChangeOrderCause } from './change-orders/change-order.entity';
export { checkCosts } from './costs/cost-rollup.repair';
export { Expense, ExpenseKind } from './expenses/expense.entity';
export { ExpenseStatus } from './expenses/expense.lifecycle';
export { HealthStatus } from './health/health.formula';
export { keepHealth } from './health/health.service';
export { sowFromPlaybook } from './playbooks/sow-from-playbook.service';
export { Allocation } from './projects/allocation.entity';
export { DeliveryMode, Project, ProjectOffering } from './projects/project.entity';
export { ProjectStatus } from './projects/project.lifecycle';
export { partnerUnstaffed, projectCancelled } from './projects/projects.facts';
export { staffedProjects } from './projects/projects.visibility';
export { ProjectStaffing } from './projects/staffing.entity';
export { Rate } from './rates/rate.entity';
export { rateOn } from './rates/rates.reader';
export { RaisedBy, RequirementDecision } from './registers/requirement.entity';
export { RiskOutcome, RiskResponse } from './registers/risk.entity';
export { StatusReport } from './reports/status-report.entity';
export { StatusAssessment } from './reports/status-report.types';
export { Weekday } from './resources/working-calendar.formula';
export { DeliverableStatus } from './sow/deliverable.lifecycle';
export { costRateFor, gatherProjectConditions as gatherProjectFacts } from './sow/project-facts';
export {
  Deliverable,
  Milestone,
  originOf,
  ResourceLine,
  ResourceParty,
  ResponsibleParty,
  ScopeItem,
} from './sow/sow-parts.entity';
export { PlanningDays, ProgressMethod, StatementOfWork } from './sow/sow.entity';
export { SowStatus } from './sow/sow.lifecycle';
export { PlaybookImprovement } from './standards/playbook-improvement.entity';
export { TimeEntry } from './time/time-entry.entity';
export { TimeEntryStatus } from './time/time-entry.lifecycle';
export { update as updateTime } from './time/time-changes.service';
export { correct as correctTime, reverse as reverseTime } from './time/time-reversal.service';
export { submitWeek } from './time/timesheet.service';
export { DateFormat as TimeImportDateFormat } from './time/transfer/cell-date.formula';
export { TimeImport, TimeImportMode } from './time/transfer/import.entity';
export { ImportField as TimeImportField } from './time/transfer/import-mapping.formula';
export { saveMapping as saveTimeImportMapping } from './time/transfer/import-mapping.service';
export { ImportTool as TimeImportTool } from './time/transfer/import-tools';
export { ImportRunner } from './time/transfer/import.runner';
export { startImport } from './time/transfer/import.service';
export * as acceptanceRequestService from './acceptance/acceptance-request.service';
export * as changeOrderService from './change-orders/change-order.service';
export * as expenseService from './expenses/expense.service';
export * as allocationService from './projects/allocation.service';
export * as projectService from './projects/project.service';
export * as staffingService from './projects/staffing.service';
export * as rateService from './rates/rates.service';
export * as incidentService from './registers/incident.service';
export * as requirementService from './registers/requirement.service';
export * as riskService from './registers/risk.service';
export * as reportsService from './reports/reports.service';
export * as workingCalendarService from './resources/working-calendar.service';
export * as progressService from './sow/progress.service';
export * as sowService from './sow/sow.service';
export * as playbookImprovementService from './standards/playbook-improvement.service';
export * as standardisationService from './standards/standardisation.service';
export * as timeService from './time/time.service';
