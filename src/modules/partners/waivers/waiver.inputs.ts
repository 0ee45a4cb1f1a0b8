import { Length } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { ReasonArgs } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { GateWaiver } from './waiver.entity';

@ArgsType()
export class WaiveArgs extends ReasonArgs {
  @Field({ description: "The criterion's code." })
  @Length(1, 60)
  code!: string;
}

export const GateWaiverPayload = payloadOf('GateWaiver', 'waiver', () => GateWaiver, 'the waiver');
