import { IsEmail, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { payloadOf } from '../../shared/graphql/payload';
import { Contact, Language } from './contact.entity';

@InputType({ description: 'What is known of a person at a customer.' })
export class ContactUpdateInput {
  @Field({ description: 'The full name of the person, as papers print it; 1 to 200 characters.' })
  @Length(1, 200)
  name!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address; none when left out.' })
  @IsEmail({}, { message: 'must be an e-mail address' })
  @Length(3, 254)
  email?: string | null;

  @Field(() => Language, { defaultValue: Language.EN, description: 'The language of their papers.' })
  language!: Language;
}

@InputType({ description: 'A new contact of a customer.' })
export class ContactCreateInput extends ContactUpdateInput {
  @Field(() => ID, { description: 'The customer whom the person works for; it cannot be changed later.' })
  customerId!: string;
}

export const ContactPayload = payloadOf('Contact', 'contact', () => Contact, 'the contact');
