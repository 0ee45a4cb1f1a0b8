import { IsEmail, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { payloadOf } from '../../shared/graphql/payload';
import { Contact, Language } from './contact.entity';

@InputType({ description: 'The whole description of a contact; replaces the present one.' })
export class ContactUpdateInput {
  @Field({ description: "The person's full name, as papers print it; 1 to 200 characters." })
  @Length(1, 200)
  name!: string;

  @Field(() => String, { nullable: true, description: 'Email address; null if omitted.' })
  @IsEmail({}, { message: 'must be an e-mail address' })
  @Length(3, 254)
  email?: string | null;

  @Field(() => Language, { defaultValue: Language.EN, description: "The language of the contact's papers." })
  language!: Language;
}

@InputType({ description: 'A new contact of a customer.' })
export class ContactCreateInput extends ContactUpdateInput {
  @Field(() => ID, { description: 'The customer that the person works for. It cannot be changed later.' })
  customerId!: string;
}

export const ContactPayload = payloadOf('Contact', 'contact', () => Contact, 'the contact');
