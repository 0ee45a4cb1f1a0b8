import { Field, Int, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { DecimalScalar, Money, PlainDateScalar } from '../../../shared/graphql/scalars';
import { UnavailableFigure } from '../earned-value/earned-value.types';
import { StatementOfWork } from '../../sow';

const beyond = 'Null where it is more than ten years away.';

@ObjectType({ simpleResolvers: true, description: 'When a project ends, as a range.' })
export class ForecastDates {
  @Field(() => PlainDateScalar, { nullable: true, description: `10 % of the runs end by this day. ${beyond}` })
  p10!: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: `Half of the runs end by this day. ${beyond}` })
  p50!: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: `80 % of the runs end by this day. ${beyond}` })
  p80!: PlainDate | null;
}

const rounded = 'Rounded half up to the minor unit; null where the end is more than ten years away.';

@ObjectType({ simpleResolvers: true, description: 'What a project will have cost at its end, as a range.' })
export class ForecastCosts {
  @Field(() => Money, { nullable: true, description: `10 % of the runs cost no more. ${rounded}` })
  p10!: Money | null;

  @Field(() => Money, { nullable: true, description: `Half of the runs cost no more. ${rounded}` })
  p50!: Money | null;

  @Field(() => Money, { nullable: true, description: `80 % of the runs cost no more. ${rounded}` })
  p80!: Money | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "When a project will end and what it will have cost, from its own pace so far: a simulation, and the formulas of earned value beside it. Figures without a value are null, and `unavailable` says why. The same question about the same past has the same answer. The vendor's own.",
})
export class ProjectForecast {
  @Field(() => PlainDateScalar, { description: 'The day at whose end it is made: nothing later is known to it.' })
  on!: PlainDate;

  @Field(() => StatementOfWork, {
    nullable: true,
    description: 'The baseline in force on that day, which says what is to be earned; null where there was none.',
  })
  baseline!: StatementOfWork | null;

  @Field({ description: 'How it is worked out, for a person to read.' })
  method!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What the random numbers began with, in hexadecimal digits: worked out from the project, the day and its past. Null where nothing was simulated.',
  })
  seed!: string | null;

  @Field(() => Int, { description: 'How often the rest of the project was played; 0 where it was not.' })
  runs!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The runs that were not at their end after ten years; null where nothing was simulated.',
  })
  runsWithoutEnd!: number | null;

  @Field(() => Int, {
    description:
      'The past weeks, Monday to Sunday, that were drawn from: since the first in which anything was recorded, without those in which work rested. A simulation needs 6.',
  })
  weeksOfHistory!: number;

  @Field(() => Int, { description: 'Those of them in which something was earned. A simulation needs 3.' })
  weeksWithProgress!: number;

  @Field(() => ForecastDates, { nullable: true, description: 'When it ends, by the simulation.' })
  endDate!: ForecastDates | null;

  @Field(() => ForecastCosts, { nullable: true, description: 'What it will have cost at its end, by the simulation.' })
  cost!: ForecastCosts | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The share of the runs that end by the last day of the baseline, from 0 to 1, to 4 places.',
  })
  probabilityOnTime!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The share of the runs that cost no more than the budget (BAC), from 0 to 1, to 4 places.',
  })
  probabilityInBudget!: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'When it ends by the earned schedule (Lipke): the first planned day + planned duration ÷ SPI(t), up to whole days. One number without a range, to hold the simulation against.',
  })
  endDateByEarnedSchedule!: PlainDate | null;

  @Field(() => Money, {
    nullable: true,
    description:
      'The estimate at completion by CPI: BAC ÷ CPI. One number without a range, to hold the simulation against.',
  })
  costByPerformance!: Money | null;

  @Field(() => [UnavailableFigure], { description: 'The figures that are null, and why.' })
  unavailable!: UnavailableFigure[];
}
