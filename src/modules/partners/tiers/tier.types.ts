import { Field, ObjectType } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import { GateCriterion } from '../../../shared/graphql/user-errors';
import { Programme } from '../programmes/programme.entity';

@ObjectType({ simpleResolvers: true, description: 'A tier with its criteria and their current values.' })
export class TierStanding {
  @Field({ description: 'Its name in the programme.' })
  name!: string;

  @Field({ description: 'Whether every criterion is met.' })
  met!: boolean;

  @Field(() => [GateCriterion], {
    description: 'The criteria in the order of the programme; those of a tier cannot be waived.',
  })
  criteria!: GateCriterion[];
}

@ObjectType({ simpleResolvers: true, description: 'The points that a metric earns a partner.' })
export class EarnedMetricPoints {
  @Field({ description: 'The name of the metric.' })
  metric!: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'The value; null if unknown, which earns nothing.' })
  value!: Decimal | null;

  @Field(() => DecimalScalar, { description: 'The points earned, not rounded.' })
  points!: Decimal;

  @Field(() => DecimalScalar, { description: 'The most points that the metric can earn.' })
  maximumPoints!: Decimal;

  @Field(() => DecimalScalar, { description: 'The value that earns the maximum.' })
  fullAt!: Decimal;

  @Field(() => [String], { description: 'The ids of the records that were counted.' })
  evidence!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'The points of a partner.' })
export class EarnedPoints {
  @Field(() => DecimalScalar, { description: 'The total points.' })
  total!: Decimal;

  @Field(() => [EarnedMetricPoints], { description: 'In the order of the programme.' })
  metrics!: EarnedMetricPoints[];
}

@ObjectType({ simpleResolvers: true, description: "The tier that follows from a partner's figures." })
export class ComputedTier {
  @Field(() => String, {
    nullable: true,
    description: 'The highest tier with all criteria met; null without one.',
  })
  tier!: string | null;

  @Field(() => Programme, { nullable: true, description: 'The programme in force; null if you may not see it.' })
  programme!: Programme | null;

  @Field(() => [TierStanding], { description: 'From the lowest to the highest.' })
  tiers!: TierStanding[];

  @Field(() => EarnedPoints, { nullable: true, description: 'Null if tiers have thresholds instead of points.' })
  points!: EarnedPoints | null;
}
