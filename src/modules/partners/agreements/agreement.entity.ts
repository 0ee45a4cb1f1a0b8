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
import { OnboardingItem } from '../onboarding/onboarding.entity';
import { AgreementStatus } from './agreement.lifecycle';

registerEnumType(AgreementStatus, {
  name: 'AgreementStatus',
  description: 'Where an agreement stands.',
  valuesConfig: {
    SUBMITTED: { description: 'A renewal that waits for a decision.' },
    SENT_BACK: { description: 'A renewal that was not good enough; to be submitted again.' },
    IN_FORCE: { description: 'Accepted, and not expired.' },
    REPLACED: { description: 'Its renewal is in force. Final.' },
    EXPIRED: { description: 'Its last day is past, and no renewal was accepted; it can still be renewed.' },
  },
});

/** What stands for no last day in an order. */
export const noEnd: PlainDate = '9999-12-31';

@RecordType({
  prefix: 'agreement',
  description:
    'What a partner has signed: begun by its admission, with each accepted agreement of its checklist, and carried on by renewals.',
})
@Index(['partnerId', 'code'])
@Index(['status', 'lastDay'])
@Index(['lastDay'])
@Index(['createdAt'])
export class Agreement extends StoredRecord {
  declare id: Id<'agreement'>;

  @Field(() => ID, { description: 'The id of the partner firm that signs it.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Index()
  @IdColumn({ references: () => OnboardingItem })
  itemId!: Id<'onboardingitem'>;

  @Field({ description: "The item's code in the checklist, the same for all its renewals." })
  @TextColumn({ length: 60 })
  code!: string;

  @Field({ description: 'What is agreed.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field({ description: 'Is a partner suspended that has it no longer?' })
  @BooleanColumn()
  required!: boolean;

  @Field(() => AgreementStatus, {
    description: 'Where it stands in its life cycle. `availableActions` names the steps from here.',
  })
  @EnumColumn()
  status!: AgreementStatus;

  @Field(() => PlainDateScalar, { description: 'When it was signed.' })
  @DateColumn()
  signedOn!: PlainDate;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Its last day; null where it has no end.' })
  @DateColumn({ nullable: true })
  expiresOn!: PlainDate | null;

  /** The last day for the order: never null. */
  @DateColumn()
  lastDay!: PlainDate;

  /** The ids of its documents. */
  @JsonColumn()
  documents!: string[];

  @Field(() => String, { nullable: true, description: 'What was said with it; null where nothing was.' })
  @LongTextColumn({ nullable: true })
  note!: string | null;

  /** Which one it renews: each is renewed once. */
  @Index({ unique: true })
  @IdColumn({ nullable: true, references: () => Agreement })
  predecessorId!: Id<'agreement'> | null;

  @IdColumn({ nullable: true })
  submittedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last submitted.' })
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

  /** The latest reminder of its expiry that was given, in days before it. */
  @IntColumn({ nullable: true })
  reminded!: number | null;
}
