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
  description: 'Over which days the budget of a scope item is spread for its planned value.',
  valuesConfig: {
    WORKING_DAYS: {
      description:
        'Evenly over its working days, by the default working calendar. An item that has none is spread over all its days.',
    },
    CALENDAR_DAYS: { description: 'Evenly over all its days, weekends and holidays included.' },
  },
});

registerEnumType(SowStatus, {
  name: 'SowStatus',
  description: 'How far a statement of work is.',
  valuesConfig: {
    DRAFT: { description: 'Being written.' },
    IN_REVIEW: { description: 'Clear, and before another project manager.' },
    APPROVED: { description: "Ready for the customer's signature." },
    SIGNED: { description: 'Agreed with the customer: never changed again, and the baseline from its day on.' },
    CLOSED: { description: 'Its project is closed. Final.' },
    SUPERSEDED: { description: 'A change order made the next revision. Final.' },
    DISCARDED: { description: 'Thrown away as a draft; it keeps its revision number. Final.' },
  },
});

registerEnumType(ProgressMethod, {
  name: 'ProgressMethod',
  description: 'From what the percent complete of a scope item is taken.',
  valuesConfig: {
    PROGRESS_UPDATES: { description: 'The newest progress update.' },
    ACCEPTED_DELIVERABLES: {
      description:
        "The share of the item's deliverables that are accepted; the newest progress update for an item that has none.",
    },
    ZERO_FIFTY_HUNDRED: { description: '0 before any progress was recorded, 50 once there is some, 100 at the end.' },
  },
});

@RecordType({
  prefix: 'sow',
  description:
    'What was agreed for a project: scope, time and resources. Partners see those of the projects they are staffed on.',
})
@Index(['projectId', 'revision'], { unique: true })
@Index(['projectId', 'signedOn'])
export class StatementOfWork extends StoredRecord {
  declare id: Id<'sow'>;

  @Field(() => ID, { description: 'The id of the project that it binds.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  /** The project, until another revision takes its place: by this key a project has one at a time. */
  @Index({ unique: true })
  @IdColumn({ nullable: true })
  currentOfProjectId!: Id<'project'> | null;

  /** The playbook that it was made from. */
  @Index()
  @IdColumn({ nullable: true })
  playbookId!: Id<'playbook'> | null;

  @Field(() => Int, { description: 'Counts the statements of work of a project, from 1.' })
  @IntColumn()
  revision!: number;

  /** Counts the writings of the content, so that one that changes nothing but parts is a change of this record too. */
  @IntColumn()
  edition!: number;

  @Index()
  @Field(() => SowStatus, { description: 'Where this revision stands between the draft and the end of the project.' })
  @EnumColumn()
  status!: SowStatus;

  @Field(() => CurrencyCode, { description: 'Of every price, budget and rate in it.' })
  @TextColumn({ length: 3 })
  currencyCode!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  @DateColumn()
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day.' })
  @DateColumn()
  endsOn!: PlainDate;

  @Field(() => ProgressMethod, { description: 'How earned value measures what is done.' })
  @EnumColumn()
  progressMethod!: ProgressMethod;

  /** Null, as in a statement of work from before there was a choice, is no. */
  @BooleanColumn({ nullable: true })
  byWorkingDays!: boolean | null;

  @Field(() => PlanningDays, { description: 'Over which days planned value is spread.' })
  get planningDays(): PlanningDays {
    return this.byWorkingDays ? PlanningDays.WORKING_DAYS : PlanningDays.CALENDAR_DAYS;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Days that the customer has to accept or reject a deliverable; null where that is not agreed.',
  })
  @IntColumn({ nullable: true })
  acceptanceWindowDays!: number | null;

  @Field({ description: 'What is not part of it; empty where nothing is said.' })
  @LongTextColumn()
  exclusions!: string;

  @Field({ description: 'What it rests on; empty where nothing is said.' })
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
    description: 'Why it was sent back; null when it was not, once it is submitted again, and for partner roles.',
  })
  @LongTextColumn({ nullable: true })
  sentBackReason!: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day of the signature, from which it is the baseline; null before.',
  })
  @DateColumn({ nullable: true })
  signedOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'Who signed for the customer; null before.' })
  @TextColumn({ length: 200, nullable: true })
  signatory!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the signed document is kept; null before.' })
  @TextColumn({ length: 500, nullable: true })
  signatureEvidence!: string | null;

  @Field(() => String, { nullable: true, description: 'Who signed for the vendor; null before.' })
  @TextColumn({ length: 200, nullable: true })
  vendorSignatory!: string | null;

  /** What its paper takes from other records, as it was at the signature; null before. */
  @JsonColumn({ nullable: true })
  signedNames!: PaperNames | null;
}
