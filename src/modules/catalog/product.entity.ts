import { Length } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Index } from 'typeorm';
import { IdColumn, JsonColumn, LongTextColumn, TextColumn } from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';

@ObjectType({ simpleResolvers: true, description: 'What one capability of a product does.' })
@InputType('CapabilityDescriptionInput', { description: 'What one capability of a product does.' })
export class CapabilityDescription {
  @Field({ description: 'One of the capabilities of the product.' })
  @Length(1, 100)
  name!: string;

  @Field({ description: 'What it does; 1 to 200 characters.' })
  @Length(1, 200)
  description!: string;
}

@RecordType({ prefix: 'product', description: 'A product of the vendor or of an allied organization.' })
export class Product extends StoredRecord {
  declare id: Id<'product'>;

  @Field({ description: 'The name of the product; unique, ignoring case.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index({ unique: true })
  @TextColumn({ length: 200 })
  nameKey!: string;

  @Field({ description: 'The purpose of the product.' })
  @LongTextColumn()
  description!: string;

  @Field({ description: 'The team or organization that owns the product, in words.' })
  @TextColumn({ length: 200 })
  owner!: string;

  /** The organization that owns the product, which the alliances module declares; null for the vendor's own. */
  @Index()
  @IdColumn({ nullable: true })
  organizationId!: Id<'organization'> | null;

  @Field(() => [String], { description: 'Its capabilities, in the words that solutions are described with.' })
  @JsonColumn()
  capabilities!: string[];

  /** Null in products from before capabilities could be described. */
  @JsonColumn({ nullable: true })
  capabilityNotes!: CapabilityDescription[] | null;

  /** The search keys of its capabilities and their descriptions. */
  @LongTextColumn({ nullable: true })
  capabilityKey!: string | null;

  @Field(() => [CapabilityDescription], { description: 'What its capabilities do, for those that are described.' })
  get capabilityDescriptions(): CapabilityDescription[] {
    return this.capabilityNotes ?? [];
  }
}
