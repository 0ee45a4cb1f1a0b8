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
  description: 'How a project manager sees their project.',
  valuesConfig: {
    GREEN: { description: 'As agreed.' },
    AMBER: { description: 'In danger, but in the hands of the project.' },
    RED: { description: 'Not to be reached without help from outside the project.' },
  },
});

const amount = (description: string) => Field(() => Money, { nullable: true, description });
const ratio = (description: string) =>
  Field(() => DecimalScalar, { nullable: true, description: `${description} To 10 significant digits.` });

@ObjectType({
  simpleResolvers: true,
  description:
    'The figures of a project as they were known when a status report was filed, for the end of its day: what was approved or recorded later does not change them. Of the same meaning as in `EarnedValue`; one without a value is null, and `unavailable` says why.',
})
export class StatusReportFigures {
  @Field(() => ID, { nullable: true, description: 'The statement of work that was the baseline; null without one.' })
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
    'The value of the scope that was accepted: of each item in scope the price × its accepted deliverables ÷ its deliverables, rounded half up. Items without deliverables count 0.',
  )
  acceptedValue!: Money | null;

  @ratio('Input-output ratio: the value of the accepted scope ÷ actual cost. Above 1, more was accepted than spent.')
  inputOutputRatio!: string | null;

  @Field(() => [UnavailableFigure], { description: 'The figures that are null, and why.' })
  unavailable!: UnavailableFigure[];
}

@ObjectType({ simpleResolvers: true, description: 'When status reports of a project are due, and how it keeps to it.' })
export class ProjectReporting {
  @Field(() => Int, { nullable: true, description: 'Days from one due date to the next; null without a rhythm.' })
  everyDays!: number | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The first due date; null without a rhythm.' })
  firstDueOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The due date that the next report answers: the last one that has come, while it has no report, or else the next. None comes while the project rests, nor after its end; null then, and without a rhythm.',
  })
  nextDueOn!: PlainDate | null;

  @Field(() => Int, { description: 'For how many days that one has been over; 0 where it is not.' })
  overdueDays!: number;

  @Field(() => Int, { description: 'How many reports came after the day on which they were due.' })
  lateReports!: number;

  @Field(() => Int, {
    description:
      'How many due dates passed without any report: a report is missed once the next one is due, or the project has ended.',
  })
  missedReports!: number;
}
