import { Field, ObjectType } from 'type-graphql';
import { GateCriterion } from '../../../shared/graphql/user-errors';
import { Programme } from '../programmes/programme.entity';

@ObjectType({ simpleResolvers: true, description: 'The criteria for a step forward, with their current values.' })
export class Gate {
  @Field({ description: '`admit`, `toAssessment`, `toAssisted` or `toIndependent`.' })
  name!: string;

  @Field({ description: 'The status or stage that it leads to.' })
  target!: string;

  @Field({ description: 'Whether every criterion is met or waived.' })
  satisfied!: boolean;

  @Field(() => Programme, { nullable: true, description: 'The programme in force; null if no programme is.' })
  programme!: Programme | null;

  @Field(() => [GateCriterion], { description: 'In the order of the programme.' })
  criteria!: GateCriterion[];
}
