import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { type Decimal, decimal, round } from '../../../shared/domain/decimal';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { StandingEffect } from '../definitions/definition.entity';
import { gapsOf, type ScoredCriterion } from '../definitions/score.formula';
import { Scorecard } from './scorecard.entity';
import { ScorecardStatus } from './scorecard.lifecycle';

const rounded = 'rounded half up to 2 decimals';

@ObjectType({ simpleResolvers: true, description: 'A metric that a criterion uses, with the records behind it.' })
export class ScorecardMetric {
  @Field({ description: 'The name of the metric; `metrics` describes it.' })
  name!: string;

  @Field(() => DecimalScalar, { nullable: true, description: `The value, ${rounded}; null if it is not known.` })
  value!: Decimal | null;

  @Field(() => [ID], { description: 'The ids of the records that were counted, for `nodes`; at most 200.' })
  evidence!: string[];

  @Field(() => Int, { description: 'The number of records that were counted.' })
  evidenceCount!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A criterion with its score in a period.' })
export class ScorecardCriterionScore {
  @Field({ description: 'The code of the criterion in the definition.' })
  code!: string;

  @Field({ description: 'The name, for people to read.' })
  label!: string;

  @Field({ description: 'The formula over the metrics.' })
  formula!: string;

  @Field(() => DecimalScalar, { description: 'The score that is worth the whole weight.' })
  maximum!: string;

  @Field(() => DecimalScalar, { description: 'The weight in percent.' })
  weight!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: `The result of the formula, from 0 to the maximum, ${rounded}; null without data, in which case the criterion does not count.`,
  })
  score!: Decimal | null;

  @Field(() => [ScorecardMetric], { description: 'The metrics that the formula uses, by name.' })
  metrics!: ScorecardMetric[];
}

@ObjectType({ simpleResolvers: true, description: 'The scores of a period by the records as they are known now.' })
export class ScorecardNow {
  @Field(() => PlainDateScalar, { description: 'The day of the measurement: today.' })
  measuredOn!: PlainDate;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: `The total of the period, from 0 to 100, ${rounded}; null if it is not scored.`,
  })
  total!: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The overall score, rounded half up to 1 decimal; null if none of the periods is scored.',
  })
  overall!: Decimal | null;

  @Field(() => String, { nullable: true, description: 'The standing of that score; null without a score.' })
  standing!: string | null;

  @Field(() => [ScorecardCriterionScore], { description: 'The criteria, in the order of the definition.' })
  criteria!: ScorecardCriterionScore[];
}

@ObjectType({ simpleResolvers: true, description: 'A criterion whose score is below its maximum.' })
export class ScorecardImprovement {
  @Field(() => ScorecardCriterionScore, { description: 'The criterion with its score and evidence.' })
  criterion!: ScorecardCriterionScore;

  @Field(() => DecimalScalar, {
    description: `The points by which the total of the period would be higher at the maximum, ${rounded}.`,
  })
  points!: Decimal;

  @Field({ description: 'The gap in words.' })
  explanation!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The scores of one period in a trend.' })
export class ScorecardTrendPoint {
  @Field(() => ID, { description: 'The card of the period, for `scorecard`.' })
  scorecardId!: string;

  @Field(() => PlainDateScalar, { description: 'The first day of the period.' })
  startsOn!: PlainDate;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: `The total of the period, ${rounded}; null if it is not scored.`,
  })
  total!: Decimal | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The overall score then; null without one.' })
  overall!: Decimal | null;

  @Field(() => String, { nullable: true, description: 'The standing then; null without a score.' })
  standing!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The standing of a partner by its newest published scorecard.' })
export class PartnerStanding {
  @Field({ description: 'Its name in the definition.' })
  name!: string;

  @Field(() => DecimalScalar, { description: 'The overall score, rounded half up to 1 decimal.' })
  overall!: Decimal;

  @Field(() => StandingEffect, { description: 'The effect on staffing the partner and allocating its people.' })
  staffing!: StandingEffect;

  @Field(() => StandingEffect, { description: 'The effect on deal registrations of the partner.' })
  dealRegistration!: StandingEffect;

  @Field(() => ID, { description: 'The newest published card, from which the standing follows.' })
  scorecardId!: string;
}

@InputType({ description: 'Narrows a list of scorecards.' })
export class ScorecardFilter {
  @Field(() => [ID], { nullable: true, description: 'Only scorecards of one of these partners.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only scorecards by one of these definitions.' })
  @ArrayMaxSize(100)
  definitionId?: string[] | null;

  @Field(() => [ScorecardStatus], { nullable: true, description: 'Only scorecards in one of these statuses.' })
  status?: ScorecardStatus[] | null;

  @Field(() => [String], { nullable: true, description: 'Only scorecards with one of these standings.' })
  @ArrayMaxSize(50)
  standing?: string[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only periods that begin on this day or later.' })
  startsFrom?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only periods that begin on this day or earlier.' })
  startsTo?: PlainDate | null;
}

export const ScorecardOrder = orderOf(
  'ScorecardOrder',
  'scorecards',
  {
    STARTS_ON: { column: 'startsOn', description: 'By the first day of the period.' },
    CREATED_AT: { column: 'id', description: 'By the time at which they were opened.' },
  },
  { field: 'STARTS_ON', direction: 'DESC' },
);

export const ScorecardPayload = payloadOf('Scorecard', 'scorecard', () => Scorecard, 'the scorecard');

const publishedNumber = (exact: string | null) => (exact === null ? null : round(decimal(exact), 2));

/** Numbers stay exact until here. */
export function publishCriteria(criteria: readonly ScoredCriterion[]): ScorecardCriterionScore[] {
  return criteria.map((criterion) => ({
    ...criterion,
    score: publishedNumber(criterion.score),
    metrics: criterion.metrics.map((metric) => ({ ...metric, value: publishedNumber(metric.value) })),
  }));
}

/** The largest gaps of a card, in words and with the records behind them. */
export function improvementsOf(criteria: readonly ScoredCriterion[]): ScorecardImprovement[] {
  return gapsOf(criteria).map(({ criterion, points }) => {
    const [published] = publishCriteria([criterion]);
    const gained = round(points, 2);
    return {
      criterion: published!,
      points: gained,
      explanation: `${criterion.label} scores ${published!.score!.toFixed()} of ${decimal(criterion.maximum).toFixed()}; the maximum would raise the total by ${gained.toFixed()} points.`,
    };
  });
}
