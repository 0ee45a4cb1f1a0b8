import { Length } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { payloadOf } from '../../shared/graphql/payload';
import { ReasonedArgs } from './partner.inputs';
import { GateWaiver } from './waiver.entity';

@ArgsType()
export class WaiveArgs extends ReasonedArgs {
  @Field({ description: "The criterion's code." })
  @Length(1, 60)
  code!: string;
}

export const GateWaiverPayload = payloadOf('GateWaiver', 'waiver', () => GateWaiver, 'the waiver');
