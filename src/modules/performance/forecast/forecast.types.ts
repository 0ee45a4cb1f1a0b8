import { Field, Int, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { DecimalScalar, Money, PlainDateScalar } from '../../../shared/graphql/scalars';
import { UnavailableFigure } from '../earned-value/earned-value.types';
import { StatementOfWork } from '../../sow';

const beyond = 'Null if it is more than ten years away.';

@ObjectType({ simpleResolvers: true, description: 'The end date of a project, as a range.' })
export class ForecastDates {
  @Field(() => PlainDateScalar, { nullable: true, description: `10 % of the runs end by this day. ${beyond}` })
  p10!: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: `Half of the runs end by this day. ${beyond}` })
  p50!: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: `80 % of the runs end by this day. ${beyond}` })
  p80!: PlainDate | null;
}

const rounded = 'Rounded half up to the minor unit; null if the end is more than ten years away.';

@ObjectType({ simpleResolvers: true, description: 'The final cost of a project, as a range.' })
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
    'The end date and the final cost of a project, from its own pace so far: a simulation, and next to it the formulas of earned value. Values that cannot be computed are null, and `unavailable` gives the reason. The same question about the same past returns the same result. Vendor-internal.',
})
export class ProjectForecast {
  @Field(() => PlainDateScalar, {
    description: 'The day at whose end the forecast is made; later records are ignored.',
  })
  on!: PlainDate;

  @Field(() => StatementOfWork, {
    nullable: true,
    description: 'The baseline in force on that day, which defines the scope to earn; null without one.',
  })
  baseline!: StatementOfWork | null;

  @Field({ description: 'How the forecast is computed, for people to read.' })
  method!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The seed of the random numbers, in hexadecimal digits, derived from the project, the day and its past. Null if nothing was simulated.',
  })
  seed!: string | null;

  @Field(() => Int, { description: 'The number of simulated runs; 0 if nothing was simulated.' })
  runs!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of runs that had not ended after ten years; null if nothing was simulated.',
  })
  runsWithoutEnd!: number | null;

  @Field(() => Int, {
    description:
      'The number of past weeks, Monday to Sunday, that were drawn from: since the first one with a record, without those on hold. A simulation needs 6.',
  })
  weeksOfHistory!: number;

  @Field(() => Int, { description: 'The number of those weeks in which value was earned. A simulation needs 3.' })
  weeksWithProgress!: number;

  @Field(() => ForecastDates, { nullable: true, description: 'The end date by the simulation.' })
  endDate!: ForecastDates | null;

  @Field(() => ForecastCosts, { nullable: true, description: 'The final cost by the simulation.' })
  cost!: ForecastCosts | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The share of runs that end by the last day of the baseline, from 0 to 1, to 4 decimals.',
  })
  probabilityOnTime!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The share of runs that cost no more than the budget (BAC), from 0 to 1, to 4 decimals.',
  })
  probabilityInBudget!: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The end date by the earned schedule (Lipke): the first planned day + planned duration ÷ SPI(t), rounded up to whole days. A single value to compare the simulation with.',
  })
  endDateByEarnedSchedule!: PlainDate | null;

  @Field(() => Money, {
    nullable: true,
    description: 'The estimate at completion by CPI: BAC ÷ CPI. A single value to compare the simulation with.',
  })
  costByPerformance!: Money | null;

  @Field(() => [UnavailableFigure], { description: 'The fields that are null, with the reason for each.' })
  unavailable!: UnavailableFigure[];
}
