import { Field } from 'type-graphql';
import { Index } from 'typeorm';
import { JsonColumn, LongTextColumn, TextColumn } from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';

@RecordType({ prefix: 'product', description: "One of the vendor's products, or of an organisation allied with it." })
export class Product extends StoredRecord {
  declare id: Id<'product'>;

  @Field({ description: 'Unique without regard to case.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index({ unique: true })
  @TextColumn({ length: 200 })
  nameKey!: string;

  @Field({ description: 'What it is for.' })
  @LongTextColumn()
  description!: string;

  @Field({ description: 'The team or organisation that owns it.' })
  @TextColumn({ length: 200 })
  owner!: string;

  @Field(() => [String], { description: 'What it can do, in the words that solutions are described with.' })
  @JsonColumn()
  capabilities!: string[];
}
