import { Field, ID, InputType } from 'type-graphql';
import { payloadOf } from '../../../shared/graphql/payload';
import { Qualification } from './qualification.entity';

@InputType({ description: 'A partner and the offering for which it starts to qualify.' })
export class QualificationOpenInput {
  @Field(() => ID, { description: 'The partner firm that starts to qualify.' })
  partnerId!: string;

  @Field(() => ID, { description: 'The service offering to qualify for; it must be open to partners.' })
  offeringId!: string;
}

export const QualificationPayload = payloadOf(
  'Qualification',
  'qualification',
  () => Qualification,
  'the qualification',
);
