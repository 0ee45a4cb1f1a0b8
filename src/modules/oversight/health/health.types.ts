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
        'Its manager was deactivated, or is no longer a PROJECT_MANAGER. Always red, until `projectReassign`. Evidence: the manager.',
    },
    NO_BUDGET: {
      description:
        'A statement of work is signed, but nothing in scope has a budget, so neither cost nor progress can be judged. Evidence: the statement of work.',
    },
    COST_PERFORMANCE: {
      description: `CPI, to 10 significant digits, is below ${index.amber}; red below ${index.red}. Evidence: the statement of work.`,
    },
    SCHEDULE_PERFORMANCE: {
      description: `SPI, to 10 significant digits, is below ${index.amber}; red below ${index.red}. Evidence: the statement of work.`,
    },
    MILESTONE_OVERDUE: {
      description: `A milestone is overdue and not all of its deliverables are accepted; red after ${thresholds.milestoneRedAfterDays} days. Evidence: the milestones and those deliverables.`,
    },
    DELIVERABLE_REJECTED: {
      description: 'A deliverable was rejected and has not been accepted since. Evidence: the deliverables.',
    },
    STATUS_REPORT_OVERDUE: {
      description: `The last due date that has passed has no status report; red if the last ${thresholds.reportsRedFrom} or more have none.`,
    },
    ON_HOLD_LONG: {
      description: `It has been on hold for more than ${holdDays.amber} days; red after ${holdDays.red}.`,
    },
    PAST_END: {
      description: `It is past the last day of its signed statement of work, or its own last day if it has none; red after ${thresholds.endRedAfterDays} days. Evidence: the statement of work.`,
    },
    HIGH_RISK_OPEN: {
      description: `An open risk has a probability × impact of ${riskScore.amber} or more; red at ${riskScore.red} or more. Evidence: the risks.`,
    },
    SEVERE_INCIDENT_OPEN: {
      description: 'An incident of severity 1 is not resolved. Always red. Evidence: the incidents.',
    },
    OVER_ALLOCATED: {
      description: `A person is allocated for more than they work, over all projects, on one of the next ${allocationHorizonDays} days on which they are allocated to this project. Leave is ignored. Not checked while the project is on hold. Evidence: their allocations to this project.`,
    },
    TIME_UNAPPROVED: {
      description: `Time of days more than ${thresholds.unapprovedDays} days ago is neither approved nor rejected. Evidence: the oldest entry.`,
    },
    NO_PROGRESS: {
      description: `It is active, and no progress was recorded for more than ${thresholds.progressDays} days since it was activated or resumed, or since the last progress.`,
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A reason why the health of a project is not green.' })
export class ProjectHealthReason {
  @Field(() => HealthRule, { description: 'The rule that gave the reason.' })
  code!: HealthRule;

  @Field(() => HealthStatus, { description: 'AMBER, or RED if it is severe.' })
  severity!: HealthStatus;

  @Field({ description: 'A sentence for people to read.' })
  message!: string;

  @Field(() => [ID], {
    description: 'The ids of the records that prove it, for `nodes`; empty if it is the project itself.',
  })
  evidence!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'The health of a project, with the reasons.' })
export class ProjectHealth {
  @Field(() => HealthStatus, {
    description:
      'The severity of the most severe reason; GREEN without reasons. UNKNOWN if the project is planned, closed or cancelled.',
  })
  status!: HealthStatus;

  @Field(() => [ProjectHealthReason], { description: 'Red ones first; empty if the status is GREEN or UNKNOWN.' })
  reasons!: ProjectHealthReason[];

  @Field(() => DateTime, { description: 'The time of the assessment, which is now.' })
  assessedAt!: Date;
}
