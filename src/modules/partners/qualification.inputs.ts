import { Length } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { payloadOf } from '../../shared/graphql/payload';
import { ReasonedArgs } from './partner.inputs';
import { Qualification } from './qualification.entity';
import { GateWaiver } from './waiver.entity';

@InputType({ description: 'Which partner begins to qualify for what.' })
export class QualificationOpenInput {
  @Field(() => ID)
  partnerId!: string;

  @Field(() => ID)
  offeringId!: string;
}

@ArgsType()
export class WaiveArgs extends ReasonedArgs {
  @Field({ description: "The criterion's code." })
  @Length(1, 60)
  code!: string;
}

export const QualificationPayload = payloadOf(
  'Qualification',
  'qualification',
  () => Qualification,
  'the qualification',
);
export const GateWaiverPayload = payloadOf('GateWaiver', 'waiver', () => GateWaiver, 'the waiver');
