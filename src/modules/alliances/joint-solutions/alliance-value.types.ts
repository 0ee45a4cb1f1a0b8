import { Field, ID, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalScalar, Money, PlainDateScalar } from '../../../shared/graphql/scalars';
import { MetricUnit } from '../../partners';

@ObjectType({ simpleResolvers: true, description: 'A metric of an alliance with its value.' })
export class AllianceMetric {
  @Field({ description: 'The name of the metric.' })
  name!: string;

  @Field({ description: 'What it counts, in a few words.' })
  label!: string;

  @Field({ description: 'What it counts.' })
  description!: string;

  @Field(() => MetricUnit, { description: 'The unit of the value.' })
  unit!: MetricUnit;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The value, rounded half up to 4 places; null if not known.',
  })
  value!: Decimal | null;

  @Field(() => [ID], { description: 'The ids of the counted records.' })
  evidence!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'The value of an alliance at the end of a day, as known now.' })
export class AllianceValue {
  @Field(() => PlainDateScalar, { description: 'The day.' })
  on!: PlainDate;

  @Field(() => [AllianceMetric], { description: 'The metrics that are measured on alliances, by name.' })
  metrics!: AllianceMetric[];

  @Field(() => [Money], {
    description:
      'The value of the accepted scope of its joint projects, one amount for each currency: for each item in scope of the signed statements of work, its price × accepted ÷ all of its deliverables.',
  })
  acceptedValue!: Money[];
}
