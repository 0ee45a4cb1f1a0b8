import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../shared/graphql/scalars';
import { HealthStatus } from '../../projects';
import { allocationHorizonDays, HealthRule, thresholds } from './health.formula';

const { index, holdDays, riskScore } = thresholds;

registerEnumType(HealthRule, {
  name: 'HealthRule',
  description: 'The rules by which a project is assessed. Each gives at most one reason.',
  valuesConfig: {
    NO_MANAGER: {
      description:
        'Its manager was deactivated, or is no PROJECT_MANAGER any more. Always grave, until `projectReassign`. Shown by the manager.',
    },
    NO_BUDGET: {
      description:
        'A statement of work is signed, and nothing in scope has a budget: neither cost nor progress can be judged. Shown by the statement of work.',
    },
    COST_PERFORMANCE: {
      description: `CPI, to 10 significant digits, is below ${index.amber}; grave below ${index.red}. Shown by the statement of work.`,
    },
    SCHEDULE_PERFORMANCE: {
      description: `SPI, to 10 significant digits, is below ${index.amber}; grave below ${index.red}. Shown by the statement of work.`,
    },
    MILESTONE_OVERDUE: {
      description: `The day of a milestone is over and not all of its deliverables are accepted; grave after ${thresholds.milestoneRedAfterDays} days. Shown by the milestones and those deliverables.`,
    },
    DELIVERABLE_REJECTED: {
      description: 'A deliverable is rejected and not accepted since. Shown by the deliverables.',
    },
    STATUS_REPORT_OVERDUE: {
      description: `The last due date that is over has no status report; grave where the last ${thresholds.reportsRedFrom} have none.`,
    },
    ON_HOLD_LONG: {
      description: `It has been on hold for more than ${holdDays.amber} days; grave after ${holdDays.red}.`,
    },
    PAST_END: {
      description: `It is past the last day of its signed statement of work, or its own where there is none; grave after ${thresholds.endRedAfterDays} days. Shown by the statement of work.`,
    },
    HIGH_RISK_OPEN: {
      description: `A risk is open whose probability × impact is ${riskScore.amber} or more; grave from ${riskScore.red} on. Shown by the risks.`,
    },
    SEVERE_INCIDENT_OPEN: {
      description: 'An incident of severity 1 is not resolved. Always grave. Shown by the incidents.',
    },
    OVER_ALLOCATED: {
      description: `Somebody is planned for more than 100 % of their time, over all projects, on a day of the next ${allocationHorizonDays} on which they work here; not asked while it is on hold. Shown by their allocations here.`,
    },
    TIME_UNAPPROVED: {
      description: `Time of days more than ${thresholds.unapprovedDays} days ago is neither approved nor rejected. Shown by the oldest entry.`,
    },
    NO_PROGRESS: {
      description: `It is active, and no progress was recorded for more than ${thresholds.progressDays} days: since the work began, went on, or was last seen to progress.`,
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Why the health of a project is not green.' })
export class ProjectHealthReason {
  @Field(() => HealthRule, { description: 'The rule that found it.' })
  code!: HealthRule;

  @Field(() => HealthStatus, { description: 'AMBER, or RED where it is grave.' })
  severity!: HealthStatus;

  @Field({ description: 'For a person to read.' })
  message!: string;

  @Field(() => [ID], { description: 'The records that show it, for `nodes`; empty where the project itself does.' })
  evidence!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'How a project stands, and why.' })
export class ProjectHealth {
  @Field(() => HealthStatus, { description: 'By the gravest of the reasons; GREEN without any.' })
  status!: HealthStatus;

  @Field(() => [ProjectHealthReason], { description: 'The grave ones first; empty where it is GREEN or UNKNOWN.' })
  reasons!: ProjectHealthReason[];

  @Field(() => DateTime, { description: 'When it was assessed: now.' })
  assessedAt!: Date;
}
