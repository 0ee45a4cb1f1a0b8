export { AcceptanceRequest } from './acceptance/acceptance-request.entity';
export * as acceptanceRequestService from './acceptance/acceptance-request.service';
export { ChangeOrder, ChangeOrderCause } from './change-orders/change-order.entity';
export { ChangeOrderStatus } from './change-orders/change-order.lifecycle';
export * as changeOrderService from './change-orders/change-order.service';
export * as changeOrderFacts from './change-orders/change-orders.facts';
export { earnedOnItems, minutesOnItems } from './change-orders/taken-out.reader';
export { agreed, agreementOn } from './content/agreement.reader';
export { usualHours } from './content/clarity.reader';
export {
  Deliverable,
  Milestone,
  originOf,
  ResourceLine,
  ResourceParty,
  ResponsibleParty,
  ScopeItem,
} from './content/sow-parts.entity';
export { PlanningDays, ProgressMethod, StatementOfWork } from './content/sow.entity';
export * as sowFacts from './content/sow.facts';
export { SowStatus } from './content/sow.lifecycle';
export { ClaritySeverity } from './content/clarity.formula';
export { ClarityFinding } from './content/sow.types';
export * as sowService from './content/sow.service';
export type { Paper } from './papers/paper';
export { PaperTooLargeError, Press, PressBusyError, pressLimits } from './papers/press';
export { grouped, money as moneyOnPaper } from './papers/words';
export { sowFromPlaybook } from './playbooks/sow-from-playbook.service';
export { DeliverableStatus } from './progress/deliverable.lifecycle';
export { ProgressUpdate } from './progress/progress.entity';
export { newestOnly } from './progress/progress.reader';
export * as progressService from './progress/progress.service';
export { costRateFor, rateOn } from './rates/rates.reader';
export * as rateService from './rates/rates.service';
