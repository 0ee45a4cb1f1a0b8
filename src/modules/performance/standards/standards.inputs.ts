import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { Standardisation } from '../../catalog';
import { Reason } from '../../../shared/graphql/arguments';

@InputType({ description: 'The new degree of standardisation of a service.' })
export class OfferingStandardiseInput {
  @Field(() => Standardisation, { description: 'One step up or down from the current degree.' })
  to!: Standardisation;

  @Reason()
  reason!: string;
}

@InputType({ description: 'Which approved time counts; it must meet every condition given.' })
export class StandardisationRateFilter {
  @Field(() => [ID], { nullable: true, description: 'Only time of these offerings; at most 100.' })
  @ArrayMaxSize(100)
  offeringId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only time on these projects; at most 100.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only time of people of these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;
}
