import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, IdColumn, JsonColumn, TextColumn } from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { User } from '../../identity';
import { Partner } from '../../partners';
import type { Mapping } from './import-mapping.formula';
import { TimeImportReading } from './import-mapping.types';

@RecordType({
  prefix: 'time_import_mapping',
  description:
    "A way of reading one kind of file, saved under a name. A firm's mappings are visible to the firm and to staff, the vendor's to staff.",
})
@Index(['partnerId', 'nameKey'])
@Index(['discardedAt', 'nameKey'])
export class TimeImportMapping extends StoredRecord {
  declare id: Id<'time_import_mapping'>;

  @Field({ description: 'Unique within the firm, ignoring case.' })
  @TextColumn({ length: 200 })
  name!: string;

  @TextColumn({ length: 200 })
  nameKey!: string;

  /** The firm and the name; null once discarded, which frees the name. */
  @Index({ unique: true })
  @TextColumn({ length: 300, nullable: true })
  activeKey!: string | null;

  @Field(() => ID, { nullable: true, description: 'The firm that the mapping belongs to; null for the vendor.' })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Index()
  @Field(() => ID, { description: 'The person who saved it.' })
  @IdColumn({ references: () => User })
  savedById!: Id<'user'>;

  @Field(() => TimeImportReading, { description: 'The columns and formats that it applies to a file.' })
  @JsonColumn()
  reading!: Mapping;

  @DateTimeColumn({ nullable: true })
  discardedAt!: Date | null;
}
