import { Field, ObjectType } from 'type-graphql';
import { GateCriterion } from '../../../shared/graphql/user-errors';
import { Programme } from '../programmes/programme.entity';

@ObjectType({ simpleResolvers: true, description: 'What stands in front of a step forward, as it is now.' })
export class Gate {
  @Field({ description: '`admit`, `toAssessment`, `toAssisted` or `toIndependent`.' })
  name!: string;

  @Field({ description: 'The state or stage that it leads to.' })
  target!: string;

  @Field({ description: 'Is every criterion met or waived?' })
  satisfied!: boolean;

  @Field(() => Programme, { nullable: true, description: 'The programme in force; null where none is.' })
  programme!: Programme | null;

  @Field(() => [GateCriterion], { description: 'In the order of the programme.' })
  criteria!: GateCriterion[];
}
