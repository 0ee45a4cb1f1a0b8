import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  LongTextColumn,
  MoneyColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { Money, PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Allocation, Project } from '../../projects';
import { ScopeItem } from '../../sow';
import { TimeEntryStatus } from './time-entry.lifecycle';

registerEnumType(TimeEntryStatus, {
  name: 'TimeEntryStatus',
  description: 'Whether time counts.',
  valuesConfig: {
    DRAFT: { description: 'Noted by the person, who may change or discard it.' },
    SUBMITTED: { description: 'Before the manager of the project; the person may withdraw it until it is decided on.' },
    APPROVED: { description: 'Counts, with its cost. A reversing entry takes back what is wrong in it.' },
    REJECTED: { description: 'Does not count, unless it is opened again.' },
    DISCARDED: { description: 'A draft that was given up: it does not count. Final.' },
  },
});

@RecordType({
  prefix: 'time_entry',
  description:
    "A person's work on one day, for one scope item in one phase. A partner's member sees their own, its administrator all of the firm's.",
})
@Index(['projectId', 'workedOn'])
@Index(['projectId', 'status', 'workedOn'])
@Index(['userId', 'workedOn'])
@Index(['partnerId', 'workedOn'])
@Index(['status', 'workedOn'])
@Index(['workedOn'])
export class TimeEntry extends StoredRecord {
  declare id: Id<'time_entry'>;

  @Index()
  @Field(() => ID, { description: 'The id of the allocation that let the person record the time.' })
  @IdColumn({ references: () => Allocation })
  allocationId!: Id<'allocation'>;

  @Field(() => ID, { description: 'The id of the person who worked.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The person's firm; null for the vendor's staff." })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Field(() => ID, { description: 'The id of the project that the person worked on.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Index()
  @Field(() => ID, { description: 'The id of the scope item that the person worked on.' })
  @IdColumn({ references: () => ScopeItem })
  scopeItemId!: Id<'scope_item'>;

  @Field({ description: "One of the phases of the allocation's offering." })
  @TextColumn({ length: 100 })
  phase!: string;

  @Field(() => PlainDateScalar, { description: 'The day on which the person worked.' })
  @DateColumn()
  workedOn!: PlainDate;

  @Field(() => Int, {
    description:
      'From 1 to 1440; of a reversing entry, those of the entry that it takes back, with a minus before them.',
  })
  @IntColumn()
  minutes!: number;

  @Field({ description: 'Does it count towards what the customer pays for?' })
  @BooleanColumn()
  billable!: boolean;

  @Field({ description: 'What was done; may be empty.' })
  @LongTextColumn()
  note!: string;

  @Field(() => TimeEntryStatus, { description: 'Whether it is decided on; only approved time counts.' })
  @EnumColumn()
  status!: TimeEntryStatus;

  @VendorOnly()
  @MoneyColumn({ nullable: true })
  costMinor!: number | null;

  @VendorOnly()
  @TextColumn({ length: 3, nullable: true })
  currencyCode!: string | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  decidedById!: Id<'user'> | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected; null in every other state.' })
  @LongTextColumn({ nullable: true })
  rejectionReason!: string | null;

  @Index({ unique: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The approved entry that it takes back, as a whole; null where it takes back none.',
  })
  @IdColumn({ nullable: true })
  reversesId!: Id<'time_entry'> | null;

  @Index({ unique: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The approved entry that it replaces after a correction; null where it replaces none.',
  })
  @IdColumn({ nullable: true })
  correctsId!: Id<'time_entry'> | null;

  /** Who typed it for the person, by a correction. */
  @IdColumn({ nullable: true })
  recordedById!: Id<'user'> | null;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The import that it came with; null where it was recorded here.' })
  @IdColumn({ nullable: true })
  importId!: Id<'time_import'> | null;

  @IdColumn({ nullable: true })
  importedById!: Id<'user'> | null;

  /** What line of a file it was, so that the line is not imported again. */
  @Index({ unique: true })
  @TextColumn({ length: 64, nullable: true })
  importKey!: string | null;

  /** What line it was before the line came again, which rejected and reversed time does not hinder. */
  @TextColumn({ length: 64, nullable: true })
  givenUpKey!: string | null;

  @Field(() => Money, {
    nullable: true,
    description:
      "The minutes at the hourly cost rate for the person's role and firm on the day worked, rounded half up; null until it is approved, and for partner roles. Below zero for a reversing entry: just what the reversed one cost.",
  })
  get cost(): Money | null {
    if (this.costMinor === null || this.currencyCode === null) return null;
    return publishMoney({ minor: this.costMinor, currencyCode: this.currencyCode });
  }
}
