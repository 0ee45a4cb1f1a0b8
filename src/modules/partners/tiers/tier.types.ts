import { Field, ObjectType } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import { GateCriterion } from '../../../shared/graphql/user-errors';
import { Programme } from '../programmes/programme.entity';

@ObjectType({ simpleResolvers: true, description: 'A tier with its criteria as they stand.' })
export class TierStanding {
  @Field({ description: 'Its name in the programme.' })
  name!: string;

  @Field({ description: 'Is every criterion met?' })
  met!: boolean;

  @Field(() => [GateCriterion], { description: 'In the order of the programme; a tier is never waived.' })
  criteria!: GateCriterion[];
}

@ObjectType({ simpleResolvers: true, description: 'What a metric earns a partner.' })
export class EarnedMetricPoints {
  @Field({ description: 'Its name.' })
  metric!: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'Null where it is not known, which earns nothing.' })
  value!: Decimal | null;

  @Field(() => DecimalScalar, { description: 'Earned, not rounded.' })
  points!: Decimal;

  @Field(() => DecimalScalar, { description: 'The most that can be earned.' })
  maximumPoints!: Decimal;

  @Field(() => DecimalScalar, { description: 'The value at which all are earned.' })
  fullAt!: Decimal;

  @Field(() => [String], { description: 'The ids of the records that were counted.' })
  evidence!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'The points of a partner.' })
export class EarnedPoints {
  @Field(() => DecimalScalar, { description: 'All together.' })
  total!: Decimal;

  @Field(() => [EarnedMetricPoints], { description: 'In the order of the programme.' })
  metrics!: EarnedMetricPoints[];
}

@ObjectType({ simpleResolvers: true, description: "What the figures say about a partner's tier." })
export class ComputedTier {
  @Field(() => String, {
    nullable: true,
    description: 'The highest tier of which everything is met; null where none is.',
  })
  tier!: string | null;

  @Field(() => Programme, { nullable: true, description: 'The programme in force; null where you may not see it.' })
  programme!: Programme | null;

  @Field(() => [TierStanding], { description: 'From the lowest to the highest.' })
  tiers!: TierStanding[];

  @Field(() => EarnedPoints, { nullable: true, description: 'Null where tiers have thresholds instead of points.' })
  points!: EarnedPoints | null;
}
