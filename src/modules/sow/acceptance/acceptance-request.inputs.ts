import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsEmail, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { payloadOf } from '../../../shared/graphql/payload';
import { AcceptanceRequest } from './acceptance-request.entity';

@InputType({ description: 'The deliverables that a contact of the customer is asked to decide on.' })
export class AcceptanceRequestCreateInput {
  @Field(() => [ID], {
    description: 'Deliverables of one project, each waiting for a decision; from 1 to 50.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  deliverableIds!: string[];

  @Field({ description: 'The person asked to decide for the customer.' })
  @Length(1, 200)
  contactName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The address to which you send the link, for reference: Trellis itself sends no mail.',
  })
  @IsEmail({}, { message: 'must be an e-mail address' })
  @Length(3, 254)
  contactEmail?: string | null;

  @Field(() => Int, { defaultValue: 14, description: 'The number of days for which the link works, from 1 to 90.' })
  @Min(1)
  @Max(90)
  expiresInDays!: number;
}

export const AcceptanceRequestPayload = payloadOf(
  'AcceptanceRequest',
  'acceptanceRequest',
  () => AcceptanceRequest,
  'the acceptance request',
);
