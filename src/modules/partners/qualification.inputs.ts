import { Field, ID, InputType } from 'type-graphql';
import { payloadOf } from '../../shared/graphql/payload';
import { Qualification } from './qualification.entity';

@InputType({ description: 'Which partner begins to qualify for what.' })
export class QualificationOpenInput {
  @Field(() => ID)
  partnerId!: string;

  @Field(() => ID)
  offeringId!: string;
}

export const QualificationPayload = payloadOf(
  'Qualification',
  'qualification',
  () => Qualification,
  'the qualification',
);
