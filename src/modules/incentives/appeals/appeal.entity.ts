import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { DateTime } from '../../../shared/graphql/scalars';
import { Partner } from '../../partners';
import { IncentiveEntry } from '../ledger/incentive-entry.entity';
import { Sanction } from '../sanctions/sanction.entity';
import { AppealStatus } from './appeal.lifecycle';

registerEnumType(AppealStatus, {
  name: 'AppealStatus',
  description: 'Whether an appeal is decided.',
  valuesConfig: {
    OPEN: { description: 'Waits for its decision.' },
    UPHELD: { description: 'The partner was right: the entry is reversed, or the sanction overturned. Final.' },
    REJECTED: { description: 'The entry or the sanction stays. Final.' },
    WITHDRAWN: { description: 'The partner gave it up. Final; it may appeal again in time.' },
  },
});

@RecordType({
  prefix: 'appeal',
  description:
    "A partner's appeal against an incentive entry or a sanction. Managers see all; administrators of a partner see those of their own firm.",
})
@Index(['partnerId', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['sanctionId', 'createdAt'])
@Index(['entryId', 'createdAt'])
@Index(['createdAt'])
export class Appeal extends StoredRecord {
  declare id: Id<'appeal'>;

  @Field(() => ID, { description: 'The id of the partner that appeals.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the incentive entry that it is against; null if it is against a sanction.',
  })
  @IdColumn({ nullable: true, references: () => IncentiveEntry })
  entryId!: Id<'incentive_entry'> | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the sanction that it is against; null if it is against an entry.',
  })
  @IdColumn({ nullable: true, references: () => Sanction })
  sanctionId!: Id<'sanction'> | null;

  /** The entry or sanction until it is withdrawn, then null: each has one appeal that is open or decided. */
  @Index({ unique: true })
  @TextColumn({ length: 64, nullable: true })
  appealKey!: string | null;

  @Field({ description: 'Why the partner appeals.' })
  @LongTextColumn()
  reasons!: string;

  @JsonColumn()
  documents!: Id<'document'>[];

  /** The ids of further records that prove the reasons. */
  @JsonColumn()
  evidenceIds!: string[];

  @IdColumn({ nullable: true })
  filedById!: Id<'user'> | null;

  @Field(() => AppealStatus, { description: 'Whether it is decided. `availableActions` has the next steps.' })
  @EnumColumn()
  status!: AppealStatus;

  @IdColumn({ nullable: true })
  endedById!: Id<'user'> | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time of the decision or withdrawal; null while it is open.',
  })
  @DateTimeColumn({ nullable: true })
  endedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The reason for the decision or withdrawal; null while it is open.',
  })
  @LongTextColumn({ nullable: true })
  endReason!: string | null;
}
