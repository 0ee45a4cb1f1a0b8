import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalScalar } from '../../../shared/graphql/scalars';

export enum MetricUnit {
  COUNT = 'COUNT',
  PERCENT = 'PERCENT',
  SCORE = 'SCORE',
  DAYS = 'DAYS',
  HOURS = 'HOURS',
}

export enum MetricSubjectKind {
  PARTNER = 'PARTNER',
  QUALIFICATION = 'QUALIFICATION',
  PARTNER_PERIOD = 'PARTNER_PERIOD',
}

registerEnumType(MetricUnit, {
  name: 'MetricUnit',
  description: 'How the values of a metric are counted.',
  valuesConfig: {
    COUNT: { description: 'A number of things.' },
    PERCENT: { description: 'A percentage, at most 100.' },
    SCORE: { description: 'A score on a scale of its own.' },
    DAYS: { description: 'Calendar days.' },
    HOURS: { description: 'Hours of work.' },
  },
});

registerEnumType(MetricSubjectKind, {
  name: 'MetricSubjectKind',
  description: 'The subjects that a metric can be measured on.',
  valuesConfig: {
    PARTNER: { description: 'A whole firm, for tiers.' },
    QUALIFICATION: { description: 'A firm in one offering, for gates.' },
    PARTNER_PERIOD: { description: 'A whole firm in a period of days, for scorecards.' },
  },
});

@ObjectType('Metric', {
  simpleResolvers: true,
  description: 'A named number for the thresholds of programmes or the formulas of scorecards.',
})
export class MetricType {
  @Field({ description: 'The name by which programmes and scorecard definitions refer to it.' })
  name!: string;

  @Field({ description: 'A short label, with which the sentences of gates and tiers begin.' })
  label!: string;

  @Field({ description: 'The definition of the metric.' })
  description!: string;

  @Field(() => MetricUnit, { description: 'The unit of its values and of thresholds on it.' })
  unit!: MetricUnit;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The largest value that it can have; null if unbounded.',
  })
  maximum!: Decimal | null;

  @Field(() => [MetricSubjectKind], { description: 'The subjects that it can be measured on.' })
  subjects!: MetricSubjectKind[];

  @Field({ description: 'Whether people report it with `partnerFigureReport`, because there are no records to count.' })
  reported!: boolean;
}
