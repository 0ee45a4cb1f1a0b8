import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { Money, PlainDateScalar } from '../../../shared/graphql/scalars';

/** What figures of cost are added up from. */
export enum CostSource {
  ROLLUP = 'ROLLUP',
  ENTRIES = 'ENTRIES',
}

registerEnumType(CostSource, {
  name: 'CostSource',
  description: 'What figures of cost are added up from. Both say the same: one is there to check the other.',
  valuesConfig: {
    ROLLUP: {
      description:
        'Sums by partner and month, kept up to date by each approval. What they do not tell (projects, parts of months) is added up from the entries.',
    },
    ENTRIES: { description: 'Every approved time entry; takes the longer the more there are.' },
  },
});

@InputType({ description: 'Which approved time to add up. Every condition that is given must hold.' })
export class CostByPhaseFilter {
  @Field(() => [ID], { nullable: true, description: 'Of these projects; at most 100.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of the people of these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Worked on this day or later. Quickest from the first day of a month.',
  })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Worked on this day or earlier. Quickest to the last day of a month.',
  })
  to?: PlainDate | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Approved time in one phase, of one partner or of the vendor, and what it cost in one currency.',
})
export class CostOfPhase {
  @Field(() => ID, { nullable: true, description: "The firm of the people who worked; null for the vendor's own." })
  partnerId!: string | null;

  @Field({ description: 'A phase of the offerings that were worked on.' })
  phase!: string;

  @Field(() => Int, { description: 'The approved working time of the phase, in minutes, before any rate is applied.' })
  minutes!: number;

  @Field(() => Money, { description: 'What the approvals came to, each rounded by itself.' })
  cost!: Money;
}
