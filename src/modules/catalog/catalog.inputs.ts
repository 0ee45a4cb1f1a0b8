import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { orderOf } from '../../shared/graphql/arguments';
import { payloadOf } from '../../shared/graphql/payload';
import { BaselineHours, OfferingDeliverable, ServiceOffering, Standardisation } from './offering.entity';
import { Product } from './product.entity';

@InputType({ description: 'The whole description of a product: it replaces the present one.' })
export class ProductUpdateInput {
  @Field({ description: 'The name under which the product is sold; unique without regard to case.' })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'What it is for.' })
  @Length(0, 5000)
  description!: string;

  @Field({ description: 'The team or organisation that owns it.' })
  @Length(1, 200)
  owner!: string;

  @Field(() => [String], { description: 'At most 50, each from 1 to 100 characters.' })
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Length(1, 100, { each: true })
  capabilities!: string[];
}

@InputType({ description: 'A product for the catalogue.' })
export class ProductCreateInput extends ProductUpdateInput {}

@InputType({ description: 'The whole content of a service offering.' })
export class OfferingUpdateInput {
  @Field({ description: 'Unique without regard to case.' })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'What the customer gets.' })
  @Length(0, 5000)
  description!: string;

  @Field(() => [OfferingDeliverable], { description: 'What is delivered, in order; at most 50.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  deliverables!: OfferingDeliverable[];

  @Field(() => [String], { description: 'In order; at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 100, { each: true })
  phases!: string[];

  @Field(() => [String], { description: 'At least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 100, { each: true })
  roles!: string[];

  @Field(() => [BaselineHours], { description: 'At most one per phase and role of the offering.' })
  @ArrayMaxSize(400)
  @ValidateNested({ each: true })
  baselineHours!: BaselineHours[];
}

@InputType({ description: 'A service offering for the catalogue.' })
export class OfferingCreateInput extends OfferingUpdateInput {
  @Field(() => ID, { description: 'What the service is for.' })
  productId!: string;

  @Field(() => Standardisation, { defaultValue: Standardisation.CUSTOM, description: 'How standard it is already.' })
  standardisation!: Standardisation;
}

@InputType({ description: 'Which products to list.' })
export class ProductFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  @Length(1, 100)
  search?: string | null;
}

@InputType({ description: 'Which offerings to list.' })
export class OfferingFilter {
  @Field(() => [ID], { nullable: true, description: 'Only those of these products; at most 100 ids.' })
  productId?: string[] | null;

  @Field(() => [Standardisation], {
    nullable: true,
    description: 'Only those that have become standard to one of these degrees.',
  })
  standardisation?: Standardisation[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that are open to partners, or only those that are not; both when left out.',
  })
  openToPartners?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  @Length(1, 100)
  search?: string | null;
}

export const CatalogOrder = orderOf(
  'CatalogOrder',
  'products and offerings',
  {
    NAME: { column: 'nameKey', description: 'Without regard to case.' },
    CREATED_AT: { column: 'createdAt', description: 'By age.' },
  },
  { field: 'NAME', direction: 'ASC' },
);

export const ProductPayload = payloadOf('Product', 'product', () => Product, 'the product');
export const OfferingPayload = payloadOf('Offering', 'offering', () => ServiceOffering, 'the offering');
