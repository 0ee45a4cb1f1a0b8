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
    "How files of one kind are read, saved under a name. A firm's mappings are seen by the firm and by staff, the vendor's by staff.",
})
@Index(['partnerId', 'nameKey'])
@Index(['discardedAt', 'nameKey'])
export class TimeImportMapping extends StoredRecord {
  declare id: Id<'time_import_mapping'>;

  @Field({ description: 'Unique in the firm without regard to case.' })
  @TextColumn({ length: 200 })
  name!: string;

  @TextColumn({ length: 200 })
  nameKey!: string;

  /** The firm with the name; null once discarded, so that the name is free. */
  @Index({ unique: true })
  @TextColumn({ length: 300, nullable: true })
  activeKey!: string | null;

  @Field(() => ID, { nullable: true, description: "The firm whose mapping it is; null for the vendor's." })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Index()
  @Field(() => ID, { description: 'Who saved it.' })
  @IdColumn({ references: () => User })
  savedById!: Id<'user'>;

  @Field(() => TimeImportReading, { description: 'How files are read by it.' })
  @JsonColumn()
  reading!: Mapping;

  @DateTimeColumn({ nullable: true })
  discardedAt!: Date | null;
}
