import { Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Allocation } from './allocation.entity';

@InputType({ description: 'A person to put on a project.' })
export class AllocationCreateInput {
  @Field(() => ID, { description: 'The project to work on; its manager allocates people.' })
  projectId!: string;

  @Field(() => ID, {
    description: "A CONSULTANT, MENTOR or PROJECT_MANAGER of the vendor, or a staffed partner's certified member.",
  })
  userId!: string;

  @Field(() => ID, { description: "One of the project's offerings." })
  offeringId!: string;

  @Field({ description: "One of the offering's roles." })
  @Length(1, 100)
  role!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day; not before the first.' })
  endsOn!: PlainDate;

  @Field(() => Int, { description: 'The percentage of a full-time day, from 1 to 100.' })
  @Min(1)
  @Max(100)
  percent!: number;
}

@InputType({ description: 'Which allocations to list.' })
export class AllocationFilter {
  @Field(() => [ID], { nullable: true, description: 'Only allocations to these projects; at most 100 ids.' })
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only allocations of these people; at most 100 ids.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Only allocations of these partners' people; at most 100 ids." })
  partnerId?: string[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only allocations that end on this day or later.' })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only allocations that begin on this day or earlier.' })
  to?: PlainDate | null;
}

export const AllocationPayload = payloadOf('Allocation', 'allocation', () => Allocation, 'the allocation');
