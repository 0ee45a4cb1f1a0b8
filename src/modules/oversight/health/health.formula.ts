import { addDays, daysBetween, type PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { HealthStatus, ProjectStatus } from '../../projects/projects/project.lifecycle';
import { scoreOf } from '../registers/heat-map.formula';

/*
 * The health of a project, by rules over its current data. Each rule gives at most one reason for concern; the most
 * severe one decides, and no reason means green. A project that is planned or has ended has no health.
 */

export enum HealthRule {
  NO_MANAGER = 'NO_MANAGER',
  NO_BUDGET = 'NO_BUDGET',
  COST_PERFORMANCE = 'COST_PERFORMANCE',
  SCHEDULE_PERFORMANCE = 'SCHEDULE_PERFORMANCE',
  MILESTONE_OVERDUE = 'MILESTONE_OVERDUE',
  DELIVERABLE_REJECTED = 'DELIVERABLE_REJECTED',
  STATUS_REPORT_OVERDUE = 'STATUS_REPORT_OVERDUE',
  ON_HOLD_LONG = 'ON_HOLD_LONG',
  PAST_END = 'PAST_END',
  HIGH_RISK_OPEN = 'HIGH_RISK_OPEN',
  SEVERE_INCIDENT_OPEN = 'SEVERE_INCIDENT_OPEN',
  OVER_ALLOCATED = 'OVER_ALLOCATED',
  TIME_UNAPPROVED = 'TIME_UNAPPROVED',
  NO_PROGRESS = 'NO_PROGRESS',
}

/** The values from which each rule gives a reason, amber or red. */
export const thresholds = {
  /** An index below the first value is amber, below the second red. */
  index: { amber: 0.95, red: 0.85 },
  /** A milestone is amber from the day after its due date, and red after this number of days. */
  milestoneRedAfterDays: 14,
  /** One due date without a report is amber, this number in a row is red. */
  reportsRedFrom: 2,
  holdDays: { amber: 30, red: 90 },
  /** A project is amber from the day after its end, and red after this number of days. */
  endRedAfterDays: 30,
  /** Probability × impact, each from 1 to 5. */
  riskScore: { amber: 15, red: 20 },
  incidentSeverity: 1,
  unapprovedDays: 14,
  progressDays: 21,
} as const;

/** The number of days ahead for which allocations are checked. */
export const allocationHorizonDays = 28;

/** The data about a project that the rules consider. */
export interface HealthSigns {
  today: PlainDate;
  status: ProjectStatus;
  activatedOn: PlainDate | null;
  pauses: readonly { from: PlainDate; until: PlainDate | null }[];
  endsOn: PlainDate | null;
  /** The project's manager, if they are no longer an active PROJECT_MANAGER. */
  formerManager: { id: string; name: string } | null;
  sowId: string | null;
  /** A statement of work is signed, but nothing in scope has a budget, so neither cost nor progress can be judged. */
  hasNoBudget: boolean;
  /** CPI and SPI; null while they have no value. */
  cpi: Decimal | null;
  spi: Decimal | null;
  /** The milestones that are over, each with its deliverables that are not accepted. */
  milestones: readonly { id: string; name: string; dueOn: PlainDate; openDeliverableIds: readonly string[] }[];
  rejected: readonly { id: string; name: string }[];
  reportsMissingInARow: number;
  /** Allocations whose person is allocated for more than they work on one of the days, with the first of those days. */
  overAllocated: readonly { allocationId: string; from: PlainDate; percent: number; available: number }[];
  /** Time of days before the limit that is neither approved nor rejected. */
  unapproved: { entries: number; oldestOn: PlainDate; oldestId: string } | null;
  lastProgressOn: PlainDate | null;
  openRisks: readonly { id: string; title: string; probability: number; impact: number }[];
  openIncidents: readonly { id: string; title: string; severity: number }[];
}

export interface HealthReason {
  code: HealthRule;
  severity: HealthStatus.AMBER | HealthStatus.RED;
  message: string;
  /** The ids of the records that prove it. */
  evidence: string[];
}

export interface Health {
  status: HealthStatus;
  /** Red ones first, then in the order of the rules. */
  reasons: HealthReason[];
}

const { AMBER, RED } = HealthStatus;
const inWork = [ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD, ProjectStatus.ACCEPTANCE];

export function isAssessed(status: ProjectStatus): boolean {
  return inWork.includes(status);
}

type Rule = (signs: HealthSigns) => HealthReason | null;

const reason = (code: HealthRule, grave: boolean, message: string, evidence: readonly string[]): HealthReason => ({
  code,
  severity: grave ? RED : AMBER,
  message,
  evidence: [...evidence],
});

const days = (many: number) => `${many} ${many === 1 ? 'day' : 'days'}`;

function indexRule(code: HealthRule, name: string, meaning: string, of: (signs: HealthSigns) => Decimal | null): Rule {
  return (signs) => {
    const value = of(signs);
    if (value === null || value.gte(thresholds.index.amber)) return null;
    const grave = value.lt(thresholds.index.red);
    const limit = grave ? thresholds.index.red : thresholds.index.amber;
    const shown = value.toSignificantDigits(3).toFixed();
    return reason(code, grave, `${name} is ${shown}, below ${limit}: ${meaning}.`, signs.sowId ? [signs.sowId] : []);
  };
}

const noManager: Rule = ({ formerManager }) => {
  if (!formerManager) return null;
  const { id, name } = formerManager;
  return reason(
    HealthRule.NO_MANAGER,
    true,
    `The project has no manager: ${name} is no longer an active PROJECT_MANAGER. Reassign the project.`,
    [id],
  );
};

const noBudget: Rule = ({ hasNoBudget, sowId }) => {
  if (!hasNoBudget) return null;
  const message = 'Nothing in scope has a budget, so neither cost nor progress can be judged.';
  return reason(HealthRule.NO_BUDGET, false, message, sowId ? [sowId] : []);
};

const milestoneOverdue: Rule = ({ today, milestones }) => {
  const late = milestones.filter(({ dueOn, openDeliverableIds }) => dueOn < today && openDeliverableIds.length > 0);
  if (late.length === 0) return null;
  const grave = late.some(({ dueOn }) => daysBetween(dueOn, today) > thresholds.milestoneRedAfterDays);
  const names = late.map(({ name, dueOn }) => `${name} (${days(daysBetween(dueOn, today))})`).join(', ');
  const evidence = late.flatMap(({ id, openDeliverableIds }) => [id, ...openDeliverableIds]);
  return reason(
    HealthRule.MILESTONE_OVERDUE,
    grave,
    `Milestones are overdue, with deliverables that are not accepted: ${names}.`,
    evidence,
  );
};

const deliverableRejected: Rule = ({ rejected }) => {
  if (rejected.length === 0) return null;
  const names = rejected.map(({ name }) => name).join(', ');
  const evidence = rejected.map(({ id }) => id);
  return reason(HealthRule.DELIVERABLE_REJECTED, false, `The customer rejected ${names}.`, evidence);
};

const statusReportOverdue: Rule = ({ reportsMissingInARow: many }) => {
  if (many === 0) return null;
  const message = many === 1 ? 'The last status report is missing.' : `The last ${many} status reports are missing.`;
  return reason(HealthRule.STATUS_REPORT_OVERDUE, many >= thresholds.reportsRedFrom, message, []);
};

const onHoldLong: Rule = ({ today, status, pauses }) => {
  const since = pauses.at(-1)?.from;
  if (status !== ProjectStatus.ON_HOLD || since === undefined) return null;
  const many = daysBetween(since, today);
  if (many <= thresholds.holdDays.amber) return null;
  const grave = many > thresholds.holdDays.red;
  return reason(HealthRule.ON_HOLD_LONG, grave, `The project has been on hold for ${days(many)}.`, []);
};

const pastEnd: Rule = ({ today, endsOn, sowId }) => {
  if (endsOn === null || today <= endsOn) return null;
  const many = daysBetween(endsOn, today);
  const grave = many > thresholds.endRedAfterDays;
  return reason(HealthRule.PAST_END, grave, `The project should have ended ${days(many)} ago.`, sowId ? [sowId] : []);
};

const highRiskOpen: Rule = ({ openRisks }) => {
  const scored = openRisks.map(({ id, title, ...rated }) => ({ id, title, score: scoreOf(rated) }));
  const high = scored.filter(({ score }) => score >= thresholds.riskScore.amber);
  if (high.length === 0) return null;
  const grave = high.some(({ score }) => score >= thresholds.riskScore.red);
  const names = high.map(({ title, score }) => `${title} (${score})`).join(', ');
  return reason(
    HealthRule.HIGH_RISK_OPEN,
    grave,
    `High risks are open: ${names}.`,
    high.map(({ id }) => id),
  );
};

const severeIncidentOpen: Rule = ({ openIncidents }) => {
  const severe = openIncidents.filter(({ severity }) => severity <= thresholds.incidentSeverity);
  if (severe.length === 0) return null;
  const names = severe.map(({ title }) => title).join(', ');
  return reason(
    HealthRule.SEVERE_INCIDENT_OPEN,
    true,
    `Incidents of the highest severity are not resolved: ${names}.`,
    severe.map(({ id }) => id),
  );
};

const overAllocated: Rule = ({ status, overAllocated: people }) => {
  if (people.length === 0 || status === ProjectStatus.ON_HOLD) return null;
  const first = people.map(({ from }) => from).sort()[0]!;
  const worst = people.reduce((most, each) =>
    each.percent - each.available > most.percent - most.available ? each : most,
  );
  const part = worst.available === 100 ? 'their time' : `a full-time day, of which they work ${worst.available} %`;
  const message = `People on the project are allocated for up to ${worst.percent} % of ${part}, from ${first} on.`;
  return reason(
    HealthRule.OVER_ALLOCATED,
    false,
    message,
    people.map(({ allocationId }) => allocationId),
  );
};

const timeUnapproved: Rule = ({ unapproved }) => {
  if (!unapproved) return null;
  const { entries, oldestOn, oldestId } = unapproved;
  const message = `${entries} time ${entries === 1 ? 'entry is' : 'entries are'} neither approved nor rejected after more than ${thresholds.unapprovedDays} days, the oldest of ${oldestOn}.`;
  return reason(HealthRule.TIME_UNAPPROVED, false, message, [oldestId]);
};

const noProgress: Rule = ({ today, status, activatedOn, pauses, lastProgressOn }) => {
  if (status !== ProjectStatus.ACTIVE) return null;
  const since = [activatedOn, lastProgressOn, pauses.at(-1)?.until ?? null].filter((day) => day !== null).sort();
  const last = since.at(-1);
  if (last === undefined || daysBetween(last, today) <= thresholds.progressDays) return null;
  return reason(
    HealthRule.NO_PROGRESS,
    false,
    `No progress was recorded in ${days(daysBetween(last, today))} of work.`,
    [],
  );
};

const rules: readonly Rule[] = [
  noManager,
  noBudget,
  indexRule(HealthRule.COST_PERFORMANCE, 'CPI', 'the work done cost more than its budget', ({ cpi }) => cpi),
  indexRule(HealthRule.SCHEDULE_PERFORMANCE, 'SPI', 'less work was done than planned', ({ spi }) => spi),
  milestoneOverdue,
  deliverableRejected,
  statusReportOverdue,
  onHoldLong,
  pastEnd,
  highRiskOpen,
  severeIncidentOpen,
  overAllocated,
  timeUnapproved,
  noProgress,
];

export function assess(signs: HealthSigns): Health {
  if (!isAssessed(signs.status)) return { status: HealthStatus.UNKNOWN, reasons: [] };
  const found = rules.map((rule) => rule(signs)).filter((each) => each !== null);
  const reasons = [RED, AMBER].flatMap((severity) => found.filter((each) => each.severity === severity));
  return { status: reasons[0]?.severity ?? HealthStatus.GREEN, reasons };
}

/** Time of days before this one should have been approved or rejected. */
export function unapprovedBefore(today: PlainDate): PlainDate {
  return addDays(today, -thresholds.unapprovedDays);
}
