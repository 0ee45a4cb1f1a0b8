import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { FunnelStage } from './funnel.formula';

registerEnumType(FunnelStage, {
  name: 'FunnelStage',
  description: 'The way of a partner from its application to independence.',
  valuesConfig: {
    APPLICATION: { description: 'It applied.' },
    ONBOARDING: { description: 'Its onboarding began.' },
    ADMISSION: { description: 'It was admitted.' },
    TRAINING: { description: 'It began to qualify for its first offering.' },
    ASSESSMENT: { description: 'Its first qualification reached ASSESSMENT.' },
    ASSISTED: { description: 'Its first qualification reached ASSISTED.' },
    INDEPENDENT: { description: 'Its first qualification reached INDEPENDENT.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'How many of the partners of a funnel came to a stage, and how soon.',
})
export class FunnelStep {
  /** The funnel's, for those who are counted. */
  range!: { from: PlainDate; to: PlainDate };

  @Field(() => FunnelStage, { description: 'The stage of the way to independence that the figures are for.' })
  stage!: FunnelStage;

  @Field(() => Int, { description: 'Those that reached it, until now; also if they went back or left since.' })
  count!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Of those that reached the stage before, rounded half up to 2 places; null for the first stage and where there is nobody.',
  })
  conversionPercent!: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The median of the days since they reached the stage before; null where there is nobody.',
  })
  medianDays!: Decimal | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How the partners that applied in a period came along: from application to independence.',
})
export class PartnerFunnel {
  @Field(() => PlainDateScalar, { description: 'The first day of the applications that are counted.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the applications that are counted.' })
  to!: PlainDate;

  @Field(() => [FunnelStep], { description: 'In order.' })
  stages!: FunnelStep[];
}
