import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { Partner } from '../firms/partner.entity';
import { ItemOwner, OnboardingItemKind } from '../programmes/programme.entity';
import { OnboardingItemStatus } from './onboarding.lifecycle';

registerEnumType(OnboardingItemStatus, {
  name: 'OnboardingItemStatus',
  description: 'The status of a checklist item.',
  valuesConfig: {
    OPEN: { description: 'Nothing has been submitted yet.' },
    SUBMITTED: { description: 'Waits for a decision.' },
    SENT_BACK: { description: 'Not sufficient, or no longer; to be submitted again.' },
    ACCEPTED: { description: 'Done.' },
  },
});

@RecordType({ prefix: 'onboardingitem', description: "An item of a partner's onboarding checklist." })
@Index(['partnerId', 'position'])
@Index(['status', 'dueOn'])
export class OnboardingItem extends StoredRecord {
  declare id: Id<'onboardingitem'>;

  @Field(() => ID, { description: 'The id of the partner firm in onboarding.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  /** The position in the checklist. */
  @IntColumn()
  position!: number;

  @Field({ description: "The item's code in the programme's checklist." })
  @TextColumn({ length: 60 })
  code!: string;

  @Field({ description: 'The task, for people to read.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field(() => OnboardingItemKind, { description: 'The kind of submission or task.' })
  @EnumColumn()
  kind!: OnboardingItemKind;

  @Field({ description: 'Whether it must be accepted before the partner is admitted.' })
  @BooleanColumn()
  required!: boolean;

  @Field(() => ItemOwner, { description: 'The party that has to act: the vendor or the partner.' })
  @EnumColumn()
  ownedBy!: ItemOwner;

  @Field(() => PlainDateScalar, { description: 'The due date of the submission.' })
  @DateColumn()
  dueOn!: PlainDate;

  @Field(() => OnboardingItemStatus, { description: 'Whether it is open, submitted, accepted or sent back.' })
  @EnumColumn()
  status!: OnboardingItemStatus;

  @Field(() => String, { nullable: true, description: 'The note from the submission; null before that.' })
  @LongTextColumn({ nullable: true })
  note!: string | null;

  /** The ids of the submitted documents. */
  @JsonColumn()
  documents!: string[];

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which an agreement was signed; null for other kinds.',
  })
  @DateColumn({ nullable: true })
  signedOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day of an agreement; null if it has no end, and for other kinds.',
  })
  @DateColumn({ nullable: true })
  expiresOn!: PlainDate | null;

  @IdColumn({ nullable: true })
  submittedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'The time at which it was last submitted; null before that.' })
  @DateTimeColumn({ nullable: true })
  submittedAt!: Date | null;

  @IdColumn({ nullable: true })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which it was last accepted or sent back; null before that.',
  })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was last sent back; null if it never was.' })
  @LongTextColumn({ nullable: true })
  sendBackReason!: string | null;

  /** The last reminder given, in days before the due date. */
  @IntColumn({ nullable: true })
  reminded!: number | null;
}
