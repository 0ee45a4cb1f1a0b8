import { Field, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { EnumColumn, TextColumn } from '../../shared/database/columns';
import { RecordType, StoredRecord, VendorOnly } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';

export enum CustomerTier {
  KEY = 'KEY',
  A = 'A',
  B = 'B',
  C = 'C',
}

export enum CustomerKind {
  SMALL_MEDIUM = 'SMALL_MEDIUM',
  LARGE = 'LARGE',
  GOVERNMENT = 'GOVERNMENT',
}

registerEnumType(CustomerTier, {
  name: 'CustomerTier',
  description: 'How important the customer is to the vendor.',
  valuesConfig: {
    KEY: { description: 'A key account.' },
    A: { description: 'Important.' },
    B: { description: 'Regular.' },
    C: { description: 'Occasional.' },
  },
});

registerEnumType(CustomerKind, {
  name: 'CustomerKind',
  description: 'The kind of organization.',
  valuesConfig: {
    SMALL_MEDIUM: { description: 'A small or medium-sized company.' },
    LARGE: { description: 'A large company.' },
    GOVERNMENT: { description: 'A public body.' },
  },
});

@RecordType({
  prefix: 'customer',
  description: 'An organization that projects are delivered for. Partners see the customers of their projects.',
})
@Index(['createdAt'])
@Index(['nameKey', 'country'], { unique: true })
export class Customer extends StoredRecord {
  declare id: Id<'customer'>;

  @Field({ description: 'The name on projects and papers; unique within the country, ignoring case.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index()
  @TextColumn({ length: 200 })
  nameKey!: string;

  /** The name without legal form, accents and punctuation, by which names of companies are compared. */
  @Index()
  @TextColumn({ length: 400, nullable: true })
  companyKey!: string | null;

  @Field({ description: 'The ISO 3166-1 alpha-2 country code.' })
  @TextColumn({ length: 2 })
  country!: string;

  @Index()
  @Field(() => CustomerKind, {
    description: 'The size or nature of the organization: small or medium, large, or government.',
  })
  @EnumColumn()
  kind!: CustomerKind;

  @Index()
  @VendorOnly()
  @Field(() => CustomerTier, {
    nullable: true,
    description: 'How important the customer is to the vendor. Null for partner roles.',
  })
  @EnumColumn()
  tier!: CustomerTier | null;

  @Index()
  @Field({ description: 'The market, for example `EMEA` or `North China`.' })
  @TextColumn({ length: 100 })
  region!: string;

  @Index()
  @Field({ description: 'The industry, for example `Manufacturing`.' })
  @TextColumn({ length: 100 })
  industry!: string;
}
