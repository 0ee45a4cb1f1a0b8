import { ArrayMaxSize, ArrayMinSize, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { JointSolution, JointSolutionRole } from './joint-solution.entity';
import { JointSolutionStatus } from './joint-solution.lifecycle';

@InputType({ description: 'A part of a joint solution: a product or an offering, not both.' })
export class JointSolutionPartInput {
  @Field(() => JointSolutionRole, { description: 'Its role. Exactly one product leads.' })
  role!: JointSolutionRole;

  @Field(() => ID, { nullable: true, description: 'A product of the alliance.' })
  productId?: string | null;

  @Field(() => ID, { nullable: true, description: 'An offering for a product of the alliance.' })
  offeringId?: string | null;
}

@InputType({ description: 'The whole content of a joint solution; replaces the present content.' })
export class JointSolutionUpdateInput {
  @Field({
    description:
      'The name under which it is sold; unique among those not withdrawn, ignoring case. 1 to 200 characters.',
  })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'What the customer gains from it; at most 5000 characters.' })
  @Length(0, 5000)
  description!: string;

  @Field(() => [JointSolutionPartInput], { description: 'Its parts in order, from 1 to 20, each once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  parts!: JointSolutionPartInput[];
}

@InputType({ description: 'A new joint solution of an alliance.' })
export class JointSolutionDraftInput extends JointSolutionUpdateInput {
  @Field(() => ID, { description: 'The alliance, which has not ended. It cannot be changed later.' })
  allianceId!: string;
}

@InputType({ description: 'Which joint solutions to list.' })
export class JointSolutionFilter {
  @Field(() => [ID], { nullable: true, description: 'Only joint solutions of these alliances; at most 100 ids.' })
  allianceId?: string[] | null;

  @Field(() => [JointSolutionStatus], {
    nullable: true,
    description: 'Only joint solutions in one of these statuses.',
  })
  status?: JointSolutionStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only joint solutions with one of these products.' })
  productId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only joint solutions with one of these offerings.' })
  offeringId?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, ignoring case.' })
  @Length(1, 100)
  search?: string | null;
}

export const JointSolutionOrder = orderOf(
  'JointSolutionOrder',
  'joint solutions',
  {
    NAME: { column: 'nameKey', description: 'By name, ignoring case.' },
    CREATED_AT: { column: 'createdAt', description: 'By the time of creation.' },
  },
  { field: 'NAME', direction: 'ASC' },
);

export const JointSolutionPayload = payloadOf(
  'JointSolution',
  'jointSolution',
  () => JointSolution,
  'the joint solution',
);
