import { Field } from 'type-graphql';
import { Index } from 'typeorm';
import { JsonColumn, LongTextColumn, TextColumn } from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';

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

  @Field({ description: 'The team or organization that owns the product.' })
  @TextColumn({ length: 200 })
  owner!: string;

  @Field(() => [String], { description: 'Its capabilities, in the words that solutions are described with.' })
  @JsonColumn()
  capabilities!: string[];
}
