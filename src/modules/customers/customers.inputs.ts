import { IsISO31661Alpha2, Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { orderOf } from '../../shared/graphql/arguments';
import { payloadOf } from '../../shared/graphql/payload';
import { Customer, CustomerKind, CustomerTier } from './customer.entity';

@InputType({ description: 'All that is known of a customer: it replaces what is there.' })
export class CustomerUpdateInput {
  @Field({ description: 'The name that projects and papers show; unique within the country, without regard to case.' })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'ISO 3166-1 alpha-2, for example `DE`.' })
  @IsISO31661Alpha2({ message: 'must be an ISO 3166-1 alpha-2 country code' })
  country!: string;

  @Field(() => CustomerKind, {
    description: 'The size or nature of the organization: small or medium, large, or government.',
  })
  kind!: CustomerKind;

  @Field(() => CustomerTier, {
    description: 'How important the customer is to the vendor; never shown to partner roles.',
  })
  tier!: CustomerTier;

  @Field({ description: 'The market that the customer belongs to, in free text: lists are filtered by it.' })
  @Length(1, 100)
  region!: string;

  @Field({
    description: 'What the customer does for a living, in free text: projects and partners are compared by it.',
  })
  @Length(1, 100)
  industry!: string;
}

@InputType({ description: 'A new customer.' })
export class CustomerCreateInput extends CustomerUpdateInput {}

@InputType({ description: 'Which customers to list.' })
export class CustomerFilter {
  @Field(() => [CustomerKind], {
    nullable: true,
    description: 'The size or nature of the organization: small or medium, large, or government.',
  })
  kind?: CustomerKind[] | null;

  @Field(() => [CustomerTier], { nullable: true, description: "For the vendor's staff; others find nothing with it." })
  tier?: CustomerTier[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The market that the customer belongs to, in free text: lists are filtered by it.',
  })
  region?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'What the customer does for a living, in free text: projects and partners are compared by it.',
  })
  industry?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  @Length(1, 100)
  search?: string | null;
}

export const CustomerOrder = orderOf(
  'CustomerOrder',
  'customers',
  {
    NAME: { column: 'nameKey', description: 'Without regard to case.' },
    CREATED_AT: { column: 'createdAt', description: 'By age.' },
  },
  { field: 'NAME', direction: 'ASC' },
);

export const CustomerPayload = payloadOf('Customer', 'customer', () => Customer, 'the customer');
