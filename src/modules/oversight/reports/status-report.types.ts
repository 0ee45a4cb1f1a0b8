import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { DecimalScalar, Money, PlainDateScalar } from '../../../shared/graphql/scalars';
import { UnavailableFigure } from '../../performance';

export enum StatusAssessment {
  GREEN = 'GREEN',
  AMBER = 'AMBER',
  RED = 'RED',
}

registerEnumType(StatusAssessment, {
  name: 'StatusAssessment',
  description: "A project manager's assessment of their project.",
  valuesConfig: {
    GREEN: { description: 'On track as agreed.' },
    AMBER: { description: 'At risk, but the project can recover on its own.' },
    RED: { description: 'The goals cannot be reached without help from outside the project.' },
  },
});

const amount = (description: string) => Field(() => Money, { nullable: true, description });
const ratio = (description: string) =>
  Field(() => DecimalScalar, { nullable: true, description: `${description} To 10 significant digits.` });

@ObjectType({
  simpleResolvers: true,
  description:
    'The figures of a project for the end of a day, frozen when a status report was filed: later approvals and records do not change them. They are defined as in `EarnedValue`; one without a value is null, and `unavailable` gives the reason.',
})
export class StatusReportFigures {
  @Field(() => ID, {
    nullable: true,
    description: 'The statement of work that was the baseline; null without one.',
  })
  baselineId!: string | null;

  @Field(() => Int, { description: 'Approved time, in minutes.' })
  approvedMinutes!: number;

  @amount('Budget at completion.')
  bac!: Money | null;

  @amount('Planned value.')
  pv!: Money | null;

  @amount('Earned value.')
  ev!: Money | null;

  @amount('Actual cost.')
  ac!: Money | null;

  @ratio('Cost performance index: EV ÷ AC.')
  cpi!: string | null;

  @ratio('Schedule performance index: EV ÷ PV.')
  spi!: string | null;

  @amount('Estimate at completion: BAC ÷ CPI.')
  eac!: Money | null;

  @amount(
    'The value of the accepted scope: the sum over all items in scope of price × accepted deliverables ÷ deliverables, rounded half up. Items without deliverables count 0.',
  )
  acceptedValue!: Money | null;

  @ratio('Input-output ratio: the value of the accepted scope ÷ actual cost. Above 1, more was accepted than spent.')
  inputOutputRatio!: string | null;

  @Field(() => [UnavailableFigure], { description: 'The figures that are null, with the reason for each.' })
  unavailable!: UnavailableFigure[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'When status reports of a project are due, and how well the project keeps to it.',
})
export class ProjectReporting {
  @Field(() => Int, { nullable: true, description: 'The interval between due dates in days; null without a rhythm.' })
  everyDays!: number | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The first due date; null without a rhythm.' })
  firstDueOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The due date that the next report answers: the last one that has come, while it has no report, or else the next. Null without a rhythm, during a hold and after the end of the project, if no due date remains.',
  })
  nextDueOn!: PlainDate | null;

  @Field(() => Int, { description: 'The number of days since that due date; 0 if it has not passed.' })
  overdueDays!: number;

  @Field(() => Int, { description: 'The number of reports filed after their due date.' })
  lateReports!: number;

  @Field(() => Int, {
    description:
      'The number of due dates that passed without a report. A report counts as missed once the next one is due, or the project has ended.',
  })
  missedReports!: number;
}
