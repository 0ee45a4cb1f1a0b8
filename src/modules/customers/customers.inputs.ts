import { IsISO31661Alpha2, Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { orderOf } from '../../shared/graphql/arguments';
import { payloadOf } from '../../shared/graphql/payload';
import { Customer, CustomerKind, CustomerTier } from './customer.entity';

@InputType({ description: 'The whole description of a customer; replaces the present one.' })
export class CustomerUpdateInput {
  @Field({ description: 'The name on projects and papers; unique within the country, ignoring case.' })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'The ISO 3166-1 alpha-2 country code, for example `DE`.' })
  @IsISO31661Alpha2({ message: 'must be an ISO 3166-1 alpha-2 country code' })
  country!: string;

  @Field(() => CustomerKind, {
    description: 'The size or nature of the organization: small or medium, large, or government.',
  })
  kind!: CustomerKind;

  @Field(() => CustomerTier, {
    description: 'How important the customer is to the vendor. Hidden from partner roles.',
  })
  tier!: CustomerTier;

  @Field({ description: 'The market of the customer, in free text; lists can be filtered by it.' })
  @Length(1, 100)
  region!: string;

  @Field({
    description: 'The industry of the customer, in free text; projects and partners are compared by it.',
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
    description: 'Only customers of one of these kinds.',
  })
  kind?: CustomerKind[] | null;

  @Field(() => [CustomerTier], {
    nullable: true,
    description: 'Only customers in one of these tiers. For staff; partner users find nothing with it.',
  })
  tier?: CustomerTier[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only customers in this market, in its exact spelling.',
  })
  region?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only customers in this industry, in its exact spelling.',
  })
  industry?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, ignoring case.' })
  @Length(1, 100)
  search?: string | null;
}

export const CustomerOrder = orderOf(
  'CustomerOrder',
  'customers',
  {
    NAME: { column: 'nameKey', description: 'By name, ignoring case.' },
    CREATED_AT: { column: 'createdAt', description: 'By the time of creation.' },
  },
  { field: 'NAME', direction: 'ASC' },
);

export const CustomerPayload = payloadOf('Customer', 'customer', () => Customer, 'the customer');
