import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalScalar } from '../../../shared/graphql/scalars';

export enum MetricUnit {
  COUNT = 'COUNT',
  PERCENT = 'PERCENT',
  SCORE = 'SCORE',
  DAYS = 'DAYS',
}

export enum MetricSubjectKind {
  PARTNER = 'PARTNER',
  QUALIFICATION = 'QUALIFICATION',
}

registerEnumType(MetricUnit, {
  name: 'MetricUnit',
  description: 'What a metric is counted in.',
  valuesConfig: {
    COUNT: { description: 'A number of things.' },
    PERCENT: { description: 'Of 100.' },
    SCORE: { description: 'On a scale of its own.' },
    DAYS: { description: 'Calendar days.' },
  },
});

registerEnumType(MetricSubjectKind, {
  name: 'MetricSubjectKind',
  description: 'What a metric can be measured on.',
  valuesConfig: {
    PARTNER: { description: 'On a whole firm: for tiers.' },
    QUALIFICATION: { description: 'On a firm in one offering: for gates.' },
  },
});

@ObjectType('Metric', { simpleResolvers: true, description: 'A named number that a programme can set thresholds on.' })
export class MetricType {
  @Field({ description: 'By which programmes refer to it.' })
  name!: string;

  @Field({ description: 'What it counts in a few words, as the sentences of gates and tiers begin.' })
  label!: string;

  @Field({ description: 'What it counts.' })
  description!: string;

  @Field(() => MetricUnit, { description: 'The unit of its values and of thresholds on it.' })
  unit!: MetricUnit;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The largest value that it can have; null where nothing bounds it.',
  })
  maximum!: Decimal | null;

  @Field(() => [MetricSubjectKind], { description: 'What it can be measured for.' })
  subjects!: MetricSubjectKind[];

  @Field({ description: 'Is it reported with `partnerFigureReport`, for want of records to count?' })
  reported!: boolean;
}
