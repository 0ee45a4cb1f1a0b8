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
  description: 'Whether time has been submitted, approved or rejected, and so whether it counts.',
  valuesConfig: {
    DRAFT: { description: 'A draft, which its author may change or discard.' },
    SUBMITTED: { description: "Waiting for the project's manager. Its author may withdraw it until it is decided on." },
    APPROVED: { description: 'Counts, with its cost. A reversing entry cancels it if it was wrong.' },
    REJECTED: { description: 'Does not count, unless its author reopens it.' },
    DISCARDED: { description: 'A discarded draft, which does not count. Final.' },
  },
});

@RecordType({
  prefix: 'time_entry',
  description:
    "One person's work on one day, for one scope item in one phase. A partner's member sees their own entries, a PARTNER_ADMIN all of the firm's.",
})
@Index(['projectId', 'workedOn'])
// A covering index for the costs of a project, and for its time by status.
@Index(['projectId', 'status', 'workedOn', 'scopeItemId', 'phase', 'costMinor'])
@Index(['userId', 'workedOn'])
@Index(['partnerId', 'workedOn'])
@Index(['status', 'workedOn'])
@Index(['workedOn'])
export class TimeEntry extends StoredRecord {
  declare id: Id<'time_entry'>;

  @Index()
  @Field(() => ID, { description: 'The id of the allocation under which the time was recorded.' })
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
    description: 'From 1 to 1440. Negative in a reversing entry: minus the minutes of the reversed one.',
  })
  @IntColumn()
  minutes!: number;

  @Field({ description: 'Whether the customer is charged for the time.' })
  @BooleanColumn()
  billable!: boolean;

  @Field({ description: 'A description of the work; may be empty.' })
  @LongTextColumn()
  note!: string;

  @Field(() => TimeEntryStatus, { description: 'The step that the entry has reached; only APPROVED time counts.' })
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

  @Field(() => String, { nullable: true, description: 'Why it was rejected; null in every other status.' })
  @LongTextColumn({ nullable: true })
  rejectionReason!: string | null;

  @Index({ unique: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The approved entry that this one reverses in full; null for other entries.',
  })
  @IdColumn({ nullable: true })
  reversesId!: Id<'time_entry'> | null;

  @Index({ unique: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The approved entry that this one replaces after a correction; null for other entries.',
  })
  @IdColumn({ nullable: true })
  correctsId!: Id<'time_entry'> | null;

  /** The user who typed it for the person, in a correction. */
  @IdColumn({ nullable: true })
  recordedById!: Id<'user'> | null;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The import that created it; null if it was recorded by hand.' })
  @IdColumn({ nullable: true })
  importId!: Id<'time_import'> | null;

  @IdColumn({ nullable: true })
  importedById!: Id<'user'> | null;

  /** Identifies its line of a file, so that the line is not imported again. */
  @Index({ unique: true })
  @TextColumn({ length: 64, nullable: true })
  importKey!: string | null;

  /** The line's key until the line was imported again, which rejected and reversed time does not prevent. */
  @TextColumn({ length: 64, nullable: true })
  givenUpKey!: string | null;

  @Field(() => Money, {
    nullable: true,
    description:
      "The minutes at the hourly cost rate for the person's role and firm on the day worked, rounded half up; null until approval, and for partner roles. Negative in a reversing entry: exactly minus the cost of the reversed one.",
  })
  get cost(): Money | null {
    if (this.costMinor === null || this.currencyCode === null) return null;
    return publishMoney({ minor: this.costMinor, currencyCode: this.currencyCode });
  }
}
