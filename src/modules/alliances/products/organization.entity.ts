import { Field } from 'type-graphql';
import { Index } from 'typeorm';
import { IdColumn, TextColumn } from '../../../shared/database/columns';
import { RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { Partner } from '../../partners';

@RecordType({
  prefix: 'organization',
  description:
    'An organization outside the vendor that owns products. It may also be a partner. Partner users see their own firm, and the other parties of its alliances that are not partners.',
})
@Index(['nameKey', 'country'], { unique: true })
@Index(['nameKey'])
@Index(['createdAt'])
export class Organization extends StoredRecord {
  declare id: Id<'organization'>;

  @Field({ description: 'The name; unique within the country, ignoring case.' })
  @TextColumn({ length: 200 })
  name!: string;

  @TextColumn({ length: 200 })
  nameKey!: string;

  @Index()
  @Field({ description: 'The country, as ISO 3166-1 alpha-2.' })
  @TextColumn({ length: 2 })
  country!: string;

  @Field(() => String, { nullable: true, description: 'The website; null if not known.' })
  @TextColumn({ length: 500, nullable: true })
  website!: string | null;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: "The vendor's contact at the organization; null if not known, and for partner roles.",
  })
  @TextColumn({ length: 200, nullable: true })
  contactName!: string | null;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: 'The email address of that person; null if not known, and for partner roles.',
  })
  @TextColumn({ length: 254, nullable: true })
  contactEmail!: string | null;

  /** At most one organization stands for a partner. */
  @Index({ unique: true })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;
}
