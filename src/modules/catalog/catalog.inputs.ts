import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { orderOf } from '../../shared/graphql/arguments';
import { payloadOf } from '../../shared/graphql/payload';
import { BaselineHours, OfferingDeliverable, ServiceOffering, Standardisation } from './offering.entity';
import { CapabilityDescription, Product } from './product.entity';

@InputType({ description: 'The whole description of a product; replaces the present one.' })
export class ProductUpdateInput {
  @Field({ description: 'The name under which the product is sold; unique, ignoring case.' })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'The purpose of the product.' })
  @Length(0, 5000)
  description!: string;

  @Field({ description: 'The team or organization that owns the product.' })
  @Length(1, 200)
  owner!: string;

  @Field(() => [String], { description: 'Its capabilities: at most 50, each from 1 to 100 characters.' })
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Length(1, 100, { each: true })
  capabilities!: string[];

  @Field(() => [CapabilityDescription], {
    nullable: true,
    description: 'What the capabilities do: at most one entry for each, and none for any other.',
  })
  @ArrayMaxSize(50)
  @ArrayUnique(({ name }: CapabilityDescription) => name)
  @ValidateNested({ each: true })
  capabilityDescriptions?: CapabilityDescription[] | null;
}

@InputType({ description: 'A new product for the catalog.' })
export class ProductCreateInput extends ProductUpdateInput {}

@InputType({ description: 'The whole content of a service offering.' })
export class OfferingUpdateInput {
  @Field({ description: 'The name of the offering; unique, ignoring case.' })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'What the customer receives.' })
  @Length(0, 5000)
  description!: string;

  @Field(() => [OfferingDeliverable], { description: 'The deliverables, in order; at most 50.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  deliverables!: OfferingDeliverable[];

  @Field(() => [String], { description: 'The phases of a delivery, in order; at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 100, { each: true })
  phases!: string[];

  @Field(() => [String], { description: 'The roles that a delivery needs; at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 100, { each: true })
  roles!: string[];

  @Field(() => [BaselineHours], {
    description: 'The baseline hours: at most one entry for each phase and role of the offering.',
  })
  @ArrayMaxSize(400)
  @ValidateNested({ each: true })
  baselineHours!: BaselineHours[];
}

@InputType({ description: 'A new service offering for the catalog.' })
export class OfferingCreateInput extends OfferingUpdateInput {
  @Field(() => ID, { description: 'The product that the service is for. It cannot be changed later.' })
  productId!: string;

  @Field(() => Standardisation, { defaultValue: Standardisation.CUSTOM, description: 'How standard the delivery is.' })
  standardisation!: Standardisation;
}

@InputType({ description: 'Which products to list.' })
export class ProductFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name, ignoring case.' })
  @Length(1, 100)
  search?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Part of the name or description of one of its capabilities, ignoring case.',
  })
  @Length(1, 100)
  capability?: string | null;
}

@InputType({ description: 'Which offerings to list.' })
export class OfferingFilter {
  @Field(() => [ID], { nullable: true, description: 'Only offerings of these products; at most 100 ids.' })
  productId?: string[] | null;

  @Field(() => [Standardisation], {
    nullable: true,
    description: 'Only offerings with one of these degrees of standardisation.',
  })
  standardisation?: Standardisation[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only offerings that are open to partners, or only those that are not; both if omitted.',
  })
  openToPartners?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, ignoring case.' })
  @Length(1, 100)
  search?: string | null;
}

export const CatalogOrder = orderOf(
  'CatalogOrder',
  'products and offerings',
  {
    NAME: { column: 'nameKey', description: 'By name, ignoring case.' },
    CREATED_AT: { column: 'createdAt', description: 'By the time of creation.' },
  },
  { field: 'NAME', direction: 'ASC' },
);

export const ProductPayload = payloadOf('Product', 'product', () => Product, 'the product');
export const OfferingPayload = payloadOf('Offering', 'offering', () => ServiceOffering, 'the offering');
