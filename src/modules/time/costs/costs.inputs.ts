import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { Money, PlainDateScalar } from '../../../shared/graphql/scalars';

/** The source from which costs are added up. */
export enum CostSource {
  ROLLUP = 'ROLLUP',
  ENTRIES = 'ENTRIES',
}

registerEnumType(CostSource, {
  name: 'CostSource',
  description: 'The source from which costs are added up. Both give the same result; each serves to check the other.',
  valuesConfig: {
    ROLLUP: {
      description:
        'Sums by partner and month, updated by each approval. Single days of a period, and projects, are added up from their entries.',
    },
    ENTRIES: { description: 'Every approved time entry; takes longer as entries accumulate.' },
  },
});

@InputType({ description: 'The approved time to add up; it must meet every condition given.' })
export class CostByPhaseFilter {
  @Field(() => [ID], { nullable: true, description: 'Only time on these projects; at most 100.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only time of people of these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Only time worked on this day or later.',
  })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Only time worked on this day or earlier.',
  })
  to?: PlainDate | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Approved time in one phase, of one partner or of the vendor, and its cost in one currency.',
})
export class CostOfPhase {
  @Field(() => ID, { nullable: true, description: "The firm of the people who worked; null for the vendor's own." })
  partnerId!: string | null;

  @Field({ description: 'A phase of the offerings that were worked on.' })
  phase!: string;

  @Field(() => Int, { description: 'Approved working time in minutes.' })
  minutes!: number;

  @Field(() => Money, { description: 'The sum of the costs fixed at approval, each of which was rounded on its own.' })
  cost!: Money;
}
