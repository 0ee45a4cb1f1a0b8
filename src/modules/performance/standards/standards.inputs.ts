import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { Standardisation } from '../../catalog';
import { Reason } from '../../../shared/graphql/arguments';

@InputType({ description: 'How far a service has become standard, as a person decides it.' })
export class OfferingStandardiseInput {
  @Field(() => Standardisation, { description: 'One step up or down from where it is.' })
  to!: Standardisation;

  @Reason()
  reason!: string;
}

@InputType({ description: 'Which approved time counts. Every condition that is given must hold.' })
export class StandardisationRateFilter {
  @Field(() => [ID], { nullable: true, description: 'Of these offerings; at most 100.' })
  @ArrayMaxSize(100)
  offeringId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'On these projects; at most 100.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of the people of these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;
}
