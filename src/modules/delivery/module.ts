import type { Module } from '../../shared/module';
import { AcceptanceRequest } from './acceptance/acceptance-request.entity';
import * as acceptanceFacts from './acceptance/acceptance-request.facts';
import './acceptance/acceptance-request.policy';
import './acceptance/acceptance-request.relations';
import { AcceptanceRequestResolver } from './acceptance/acceptance-request.resolver';
import { ChangeOrder } from './change-orders/change-order.entity';
import * as changeOrderFacts from './change-orders/change-orders.facts';
import './change-orders/change-orders.policy';
import './change-orders/change-orders.relations';
import { ChangeOrderResolver, ScopeCreepResolver } from './change-orders/change-orders.resolver';
import { CostRollup } from './costs/cost-rollup.entity';
import './costs/costs.policy';
import { CostsResolver } from './costs/costs.resolver';
import { policy } from './delivery.policy';
import { deliveryRoutes } from './delivery.routes';
import { Expense } from './expenses/expense.entity';
import './expenses/expense.policy';
import './playbooks/playbooks.relations';
import { SowFromPlaybookResolver } from './playbooks/sow-from-playbook.resolver';
import * as expenseFacts from './expenses/expenses.facts';
import './expenses/expenses.relations';
import { ExpensesResolver } from './expenses/expenses.resolver';
import { ChangeOrderPaperResolver, SowPaperResolver } from './papers/papers.resolver';
import { ProjectForecastResolver } from './forecast/forecast.resolver';
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
import { Incident } from './registers/incident.entity';
import { IncidentResolver, IncidentTargetRatesResolver } from './registers/incident.resolver';
import * as registerFacts from './registers/registers.facts';
import './registers/registers.policy';
import './registers/registers.relations';
import { Requirement } from './registers/requirement.entity';
import { RequirementResolver } from './registers/requirement.resolver';
import { Risk } from './registers/risk.entity';
import { RiskHeatMapResolver, RiskResolver } from './registers/risk.resolver';
import { Rate } from './rates/rate.entity';
import * as rateFacts from './rates/rates.facts';
import './rates/rates.policy';
import './rates/rates.relations';
import { RatesResolver } from './rates/rates.resolver';
import * as resourceFacts from './resources/resources.facts';
import './resources/resources.policy';
import './resources/resources.relations';
import { ResourcesResolver } from './resources/resources.resolver';
import { CalendarAssignment, WorkingCalendar } from './resources/working-calendar.entity';
import { UserCalendarResolver, WorkingCalendarsResolver } from './resources/working-calendar.resolver';
import { SowDifferenceResolver } from './sow/difference.resolver';
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
import { PlaybookImprovement } from './standards/playbook-improvement.entity';
import { PlaybookImprovementResolver } from './standards/playbook-improvement.resolver';
import { StandardisationDecision } from './standards/standardisation-decision.entity';
import * as standardsFacts from './standards/standards.facts';
import './standards/standards.policy';
import './standards/standards.relations';
import {
  BaselineCellResolver,
  BaselineResolver,
  StandardisationRateResolver,
  StandardsResolver,
} from './standards/standards.resolver';
import { PersonDay } from './time/person-day.entity';
import { TimeEntry } from './time/time-entry.entity';
import * as timeFacts from './time/time.facts';
import './time/time.policy';
import './time/time.relations';
import { TimeDecisionsResolver } from './time/time-decisions.resolver';
import { TimeResolver } from './time/time.resolver';
import { TimesheetProjectResolver, TimesheetResolver } from './time/timesheet.resolver';
import { TimeExportResolver } from './time/transfer/export.resolver';
import { TimeImport, TimeImportLine } from './time/transfer/import.entity';
import * as timeImportFacts from './time/transfer/import.facts';
import './time/transfer/import.policy';
import './time/transfer/import.relations';
import { TimeImportResolver } from './time/transfer/import.resolver';
import { beginImports } from './time/transfer/import.runner';
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
    TimeImport,
    TimeImportLine,
    Expense,
    CostRollup,
    Risk,
    Requirement,
    Incident,
    WorkingCalendar,
    CalendarAssignment,
    Rate,
    AcceptanceRequest,
    StandardisationDecision,
    PlaybookImprovement,
    ChangeOrder,
    StatusReport,
  ],
  resolvers: [
    ProjectsResolver,
    AllocationsResolver,
    AllocationCertificationsResolver,
    CertifiedAllocationsResolver,
    SowResolver,
    SowFromPlaybookResolver,
    DeliverableResolver,
    ScopeItemResolver,
    MilestoneResolver,
    ProjectEarnedValueResolver,
    EarnedValueResolver,
    ProjectForecastResolver,
    TimeResolver,
    TimeDecisionsResolver,
    TimesheetResolver,
    TimesheetProjectResolver,
    TimeImportResolver,
    TimeExportResolver,
    CostsResolver,
    RiskResolver,
    RiskHeatMapResolver,
    RequirementResolver,
    IncidentResolver,
    IncidentTargetRatesResolver,
    ExpensesResolver,
    RatesResolver,
    WorkingCalendarsResolver,
    UserCalendarResolver,
    ResourcesResolver,
    SowPaperResolver,
    ChangeOrderPaperResolver,
    AcceptanceRequestResolver,
    StandardsResolver,
    BaselineResolver,
    BaselineCellResolver,
    StandardisationRateResolver,
    PlaybookImprovementResolver,
    ChangeOrderResolver,
    ScopeCreepResolver,
    SowDifferenceResolver,
    ReportsResolver,
    HealthResolver,
    TimelineResolver,
  ],
  policy,
  facts: [
    ...Object.values(projectFacts),
    ...Object.values(sowFacts),
    ...Object.values(timeFacts),
    ...Object.values(registerFacts),
    ...Object.values(expenseFacts),
    ...Object.values(rateFacts),
    ...Object.values(resourceFacts),
    ...Object.values(acceptanceFacts),
    ...Object.values(standardsFacts),
    ...Object.values(changeOrderFacts),
    ...Object.values(timeImportFacts),
    ...Object.values(reportFacts),
  ],
  factReaders: [closeWithProject, beginImports, healthAssess],
  // What is overdue is told first, so that it weighs.
  jobs: [statusReportsRemind, projectHealthAssess],
  routes: deliveryRoutes,
};
