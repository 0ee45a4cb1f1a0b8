import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { CurrencyCode, PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Project } from '../../projects';
import type { PaperNames } from './paper-names';
import { SowStatus } from './sow.lifecycle';

export enum ProgressMethod {
  PROGRESS_UPDATES = 'PROGRESS_UPDATES',
  ACCEPTED_DELIVERABLES = 'ACCEPTED_DELIVERABLES',
  ZERO_FIFTY_HUNDRED = 'ZERO_FIFTY_HUNDRED',
}

export enum PlanningDays {
  WORKING_DAYS = 'WORKING_DAYS',
  CALENDAR_DAYS = 'CALENDAR_DAYS',
}

registerEnumType(PlanningDays, {
  name: 'PlanningDays',
  description: 'The days over which the budget of a scope item is spread for its planned value.',
  valuesConfig: {
    WORKING_DAYS: {
      description:
        'Evenly over its working days, by the default working calendar. An item without working days is spread over all its days.',
    },
    CALENDAR_DAYS: { description: 'Evenly over all its days, weekends and holidays included.' },
  },
});

registerEnumType(SowStatus, {
  name: 'SowStatus',
  description: 'How far along a statement of work is.',
  valuesConfig: {
    DRAFT: { description: 'Being written.' },
    IN_REVIEW: { description: 'Passed the clarity check, and waiting for another project manager.' },
    APPROVED: { description: 'Approved, and ready for signature.' },
    SIGNED: {
      description:
        'Agreed with the customer: its content never changes again, and it is the baseline from the day of the signature.',
    },
    CLOSED: { description: 'Its project is closed. Final.' },
    SUPERSEDED: { description: 'Replaced by the revision that a change order created. Final.' },
    DISCARDED: { description: 'A discarded draft, which keeps its revision number. Final.' },
  },
});

registerEnumType(ProgressMethod, {
  name: 'ProgressMethod',
  description: 'The source of the percent complete of a scope item.',
  valuesConfig: {
    PROGRESS_UPDATES: { description: 'The latest progress update.' },
    ACCEPTED_DELIVERABLES: {
      description:
        "The share of the item's deliverables that are accepted; for an item without deliverables, the latest progress update.",
    },
    ZERO_FIFTY_HUNDRED: {
      description: '0 before any progress was recorded, 50 once there is some, 100 once it is complete.',
    },
  },
});

@RecordType({
  prefix: 'sow',
  description:
    'The agreement on scope, time and resources of a project. Partner users see those of the projects that they are staffed on.',
})
@Index(['projectId', 'revision'], { unique: true })
@Index(['projectId', 'signedOn'])
export class StatementOfWork extends StoredRecord {
  declare id: Id<'sow'>;

  @Field(() => ID, { description: 'The id of the project that it belongs to.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  /** The project, until another revision replaces it, so that a project has one current statement of work. */
  @Index({ unique: true })
  @IdColumn({ nullable: true })
  currentOfProjectId!: Id<'project'> | null;

  /** The playbook from which it was created. */
  @Index()
  @IdColumn({ nullable: true })
  playbookId!: Id<'playbook'> | null;

  @Field(() => Int, { description: 'Numbers the statements of work of a project, from 1.' })
  @IntColumn()
  revision!: number;

  /** Counts the writes of the content, so that a change of parts alone also changes this record. */
  @IntColumn()
  edition!: number;

  @Index()
  @Field(() => SowStatus, { description: 'How far along this revision is, from the draft to the end of the project.' })
  @EnumColumn()
  status!: SowStatus;

  @Field(() => CurrencyCode, { description: 'The currency of every price, budget and rate in it.' })
  @TextColumn({ length: 3 })
  currencyCode!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  @DateColumn()
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day.' })
  @DateColumn()
  endsOn!: PlainDate;

  @Field(() => ProgressMethod, { description: 'The method by which earned value measures progress.' })
  @EnumColumn()
  progressMethod!: ProgressMethod;

  /** Null, as in a statement of work from before this column, means false. */
  @BooleanColumn({ nullable: true })
  byWorkingDays!: boolean | null;

  @Field(() => PlanningDays, { description: 'The days over which planned value is spread.' })
  get planningDays(): PlanningDays {
    return this.byWorkingDays ? PlanningDays.WORKING_DAYS : PlanningDays.CALENDAR_DAYS;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The number of days that the customer has to accept or reject a deliverable; null if not agreed.',
  })
  @IntColumn({ nullable: true })
  acceptanceWindowDays!: number | null;

  @Field({ description: 'The exclusions; may be empty.' })
  @LongTextColumn()
  exclusions!: string;

  @Field({ description: 'The assumptions; may be empty.' })
  @LongTextColumn()
  assumptions!: string;

  @Index()
  @IdColumn({ references: () => User })
  authorId!: Id<'user'>;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  submittedById!: Id<'user'> | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  approvedById!: Id<'user'> | null;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: 'Why it was sent back; null if it was not, once it is submitted again, and for partner roles.',
  })
  @LongTextColumn({ nullable: true })
  sentBackReason!: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day of the signature, from which it is the baseline; null before that.',
  })
  @DateColumn({ nullable: true })
  signedOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: "The customer's signatory; null before that." })
  @TextColumn({ length: 200, nullable: true })
  signatory!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the signed document is kept; null before that.' })
  @TextColumn({ length: 500, nullable: true })
  signatureEvidence!: string | null;

  @Field(() => String, { nullable: true, description: "The vendor's signatory; null before that." })
  @TextColumn({ length: 200, nullable: true })
  vendorSignatory!: string | null;

  /** The content of its paper that comes from other records, as of the signature; null before that. */
  @JsonColumn({ nullable: true })
  signedNames!: PaperNames | null;
}
