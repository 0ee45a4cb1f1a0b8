import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { FunnelStage } from './funnel.formula';

registerEnumType(FunnelStage, {
  name: 'FunnelStage',
  description: "The stages of a partner's progress, from its application to independence.",
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
  description: 'The number of partners of a funnel that reached a stage, and how soon.',
})
export class FunnelStep {
  /** The period of the funnel, for the list of partners. */
  range!: { from: PlainDate; to: PlainDate };

  @Field(() => FunnelStage, { description: 'The stage that the numbers are for.' })
  stage!: FunnelStage;

  @Field(() => Int, {
    description: 'The number of partners that have ever reached it, even if they fell back or left since.',
  })
  count!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The percentage of those that reached the previous stage, rounded half up to 2 decimals; null for the first stage, and if no partner reached the previous one.',
  })
  conversionPercent!: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The median of the days since the previous stage; null for the first stage, and if no partner reached this one.',
  })
  medianDays!: Decimal | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How far the partners that applied in a period have come, from application to independence.',
})
export class PartnerFunnel {
  @Field(() => PlainDateScalar, { description: 'The first day of the applications counted.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the applications counted.' })
  to!: PlainDate;

  @Field(() => [FunnelStep], { description: 'The stages, in order.' })
  stages!: FunnelStep[];
}
