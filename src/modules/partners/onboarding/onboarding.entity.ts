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
  description: 'How far an item of a checklist is.',
  valuesConfig: {
    OPEN: { description: 'Nothing was handed in yet.' },
    SUBMITTED: { description: 'Waits for a decision.' },
    SENT_BACK: { description: 'Was not good enough, or is so no longer; to be submitted again.' },
    ACCEPTED: { description: 'Done.' },
  },
});

@RecordType({ prefix: 'onboardingitem', description: "An item of a partner's onboarding checklist." })
@Index(['partnerId', 'position'])
@Index(['status', 'dueOn'])
export class OnboardingItem extends StoredRecord {
  declare id: Id<'onboardingitem'>;

  @Field(() => ID, { description: 'The id of the partner firm that is being brought in.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  /** The order of the checklist. */
  @IntColumn()
  position!: number;

  @Field({ description: "The item's code in the programme's checklist." })
  @TextColumn({ length: 60 })
  code!: string;

  @Field({ description: 'What is to be done.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field(() => OnboardingItemKind, { description: 'What has to be handed in or done.' })
  @EnumColumn()
  kind!: OnboardingItemKind;

  @Field({ description: 'Must it be accepted before the partner is admitted?' })
  @BooleanColumn()
  required!: boolean;

  @Field(() => ItemOwner, { description: 'Who has to act: the vendor or the partner.' })
  @EnumColumn()
  ownedBy!: ItemOwner;

  @Field(() => PlainDateScalar, { description: 'The day by which the item should be handed in.' })
  @DateColumn()
  dueOn!: PlainDate;

  @Field(() => OnboardingItemStatus, { description: 'Whether it is open, handed in, accepted or sent back.' })
  @EnumColumn()
  status!: OnboardingItemStatus;

  @Field(() => String, { nullable: true, description: 'What was said with the submission; null before it.' })
  @LongTextColumn({ nullable: true })
  note!: string | null;

  /** The ids of the documents handed in. */
  @JsonColumn()
  documents!: string[];

  @Field(() => PlainDateScalar, { nullable: true, description: 'When an agreement was signed; null for other kinds.' })
  @DateColumn({ nullable: true })
  signedOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which an agreement holds; null where it has no end, and for other kinds.',
  })
  @DateColumn({ nullable: true })
  expiresOn!: PlainDate | null;

  @IdColumn({ nullable: true })
  submittedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last submitted; null before.' })
  @DateTimeColumn({ nullable: true })
  submittedAt!: Date | null;

  @IdColumn({ nullable: true })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last accepted or sent back; null before.' })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was last sent back; null where it was not.' })
  @LongTextColumn({ nullable: true })
  sendBackReason!: string | null;

  /** The latest reminder that was given, in days before the due day. */
  @IntColumn({ nullable: true })
  reminded!: number | null;
}
