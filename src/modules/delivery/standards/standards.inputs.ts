import { ArrayMaxSize, Length, Matches } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Standardisation } from '../../catalog';
import { StandardisationRateBy } from './standards.types';

@InputType({ description: 'How far a service has become standard, as a person decides it.' })
export class OfferingStandardiseInput {
  @Field(() => Standardisation, { description: 'One step up or down from where it is.' })
  to!: Standardisation;

  @Field({ description: 'Why; at most 2000 characters.' })
  @Length(1, 2000)
  @Matches(/\S/, { message: '$property must not be blank' })
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

@ArgsType()
export class StandardisationRateArgs {
  @Field(() => StandardisationRateBy, { description: 'What there is a row of.' })
  by!: StandardisationRateBy;

  @Field(() => PlainDateScalar, { description: 'The first day of the period.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, {
    description: 'The last day of the period: not before the first, and less than ten years after it.',
  })
  to!: PlainDate;

  @Field(() => StandardisationRateFilter, { nullable: true })
  filter?: StandardisationRateFilter | null;
}
