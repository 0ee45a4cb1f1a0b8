import { IsISO31661Alpha2, Length } from 'class-validator';
import { Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../../shared/graphql/connection';
import { payloadOf } from '../../shared/graphql/payload';
import { Customer, CustomerKind, CustomerTier } from './customer.entity';

@InputType({ description: 'All that is known of a customer: it replaces what is there.' })
export class CustomerUpdateInput {
  @Field()
  @Length(1, 200)
  name!: string;

  @Field({ description: 'ISO 3166-1 alpha-2, for example `DE`.' })
  @IsISO31661Alpha2({ message: 'must be an ISO 3166-1 alpha-2 country code' })
  country!: string;

  @Field(() => CustomerKind)
  kind!: CustomerKind;

  @Field(() => CustomerTier)
  tier!: CustomerTier;

  @Field()
  @Length(1, 100)
  region!: string;

  @Field()
  @Length(1, 100)
  industry!: string;
}

@InputType({ description: 'A new customer.' })
export class CustomerCreateInput extends CustomerUpdateInput {}

@InputType({ description: 'Which customers to list.' })
export class CustomerFilter {
  @Field(() => [CustomerKind], { nullable: true })
  kind?: CustomerKind[] | null;

  @Field(() => [CustomerTier], { nullable: true, description: "For the vendor's staff; others find nothing with it." })
  tier?: CustomerTier[] | null;

  @Field(() => [String], { nullable: true })
  region?: string[] | null;

  @Field(() => [String], { nullable: true })
  industry?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  @Length(1, 100)
  search?: string | null;
}

/** By what customers are ordered; the values are columns. */
export enum CustomerOrderField {
  NAME = 'nameKey',
  CREATED_AT = 'createdAt',
}

registerEnumType(CustomerOrderField, {
  name: 'CustomerOrderField',
  description: 'By what customers are ordered.',
  valuesConfig: { NAME: { description: 'Without regard to case.' }, CREATED_AT: { description: 'By age.' } },
});

@InputType({ description: 'How customers are ordered.' })
export class CustomerOrder {
  @Field(() => CustomerOrderField, { defaultValue: CustomerOrderField.NAME })
  field!: CustomerOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction!: OrderDirection;
}

export const CustomerPayload = payloadOf('Customer', 'customer', () => Customer, 'the customer');
