import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Project } from '../../projects';

@ObjectType({
  simpleResolvers: true,
  description: 'Two products of different owners that are often delivered together, without an alliance.',
})
export class AllianceSuggestion {
  /** Both products, for the cursor. */
  id!: string;

  @Field(() => ID, { description: 'The id of one product.' })
  productId!: string;

  @Field(() => ID, { description: 'The id of the product that is often delivered together with it.' })
  otherProductId!: string;

  @Field(() => Int, { description: 'The number of projects that deliver offerings of both.' })
  projectCount!: number;

  /** The newest of these projects. */
  projectIds!: Project['id'][];
}
