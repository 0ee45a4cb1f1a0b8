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
  description: 'Whether an agreement is submitted, in force, or over.',
  valuesConfig: {
    SUBMITTED: { description: 'A renewal that waits for a decision.' },
    SENT_BACK: { description: 'A renewal that was returned to the partner, to be submitted again.' },
    IN_FORCE: { description: 'Accepted and not expired.' },
    REPLACED: { description: 'Replaced by its renewal, which is in force. Final.' },
    EXPIRED: { description: 'Its last day has passed without an accepted renewal; it can still be renewed.' },
  },
});

/** Represents "no last day" when sorting. */
export const noEnd: PlainDate = '9999-12-31';

@RecordType({
  prefix: 'agreement',
  description:
    'An agreement that a partner has signed: created at its admission for each accepted agreement of its checklist, and continued by renewals.',
})
@Index(['partnerId', 'code'])
@Index(['status', 'lastDay'])
@Index(['lastDay'])
@Index(['createdAt'])
export class Agreement extends StoredRecord {
  declare id: Id<'agreement'>;

  @Field(() => ID, { description: 'The id of the partner firm that signed it.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Index()
  @IdColumn({ references: () => OnboardingItem })
  itemId!: Id<'onboardingitem'>;

  @Field({ description: 'The code of the checklist item, the same for all renewals.' })
  @TextColumn({ length: 60 })
  code!: string;

  @Field({ description: 'The title of the agreement.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field({ description: 'Whether a partner without it is suspended.' })
  @BooleanColumn()
  required!: boolean;

  @Field(() => AgreementStatus, {
    description: 'The status of the agreement. `availableActions` lists the possible steps.',
  })
  @EnumColumn()
  status!: AgreementStatus;

  @Field(() => PlainDateScalar, { description: 'The day on which it was signed.' })
  @DateColumn()
  signedOn!: PlainDate;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Its last day; null if it has no end.' })
  @DateColumn({ nullable: true })
  expiresOn!: PlainDate | null;

  /** The last day for sorting, never null. */
  @DateColumn()
  lastDay!: PlainDate;

  /** The ids of its documents. */
  @JsonColumn()
  documents!: string[];

  @Field(() => String, { nullable: true, description: 'A note from the submission; null if none exists.' })
  @LongTextColumn({ nullable: true })
  note!: string | null;

  /** The agreement that it renews; each is renewed only once. */
  @Index({ unique: true })
  @IdColumn({ nullable: true, references: () => Agreement })
  predecessorId!: Id<'agreement'> | null;

  @IdColumn({ nullable: true })
  submittedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'The time at which it was last submitted.' })
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

  /** The last reminder of its expiry, in days before it. */
  @IntColumn({ nullable: true })
  reminded!: number | null;
}
