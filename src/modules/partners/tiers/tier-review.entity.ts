import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { Partner } from '../firms/partner.entity';
import { Programme } from '../programmes/programme.entity';
import { TierDecision } from './tier-review.formula';
import { TierReviewStatus } from './tier-review.lifecycle';
import { EarnedPoints, TierStanding } from './tier.types';

export enum TierReviewCause {
  ADMISSION = 'ADMISSION',
  RHYTHM = 'RHYTHM',
  GRACE_ENDED = 'GRACE_ENDED',
  REQUESTED = 'REQUESTED',
}

registerEnumType(TierReviewStatus, {
  name: 'TierReviewStatus',
  description: 'Whether a review of a tier waits for its decision.',
  valuesConfig: {
    OPEN: { description: 'It does.' },
    DECIDED: { description: 'It was decided. Final.' },
    CANCELLED: { description: 'The partnership ended before the decision. Final.' },
  },
});

registerEnumType(TierReviewCause, {
  name: 'TierReviewCause',
  description: 'Why a tier is reviewed.',
  valuesConfig: {
    ADMISSION: { description: 'The partner was admitted, which decides on its first tier.' },
    RHYTHM: { description: 'The months of the programme had passed since the last decision.' },
    GRACE_ENDED: { description: 'The time in which the partner kept a tier that it did not meet was over.' },
    REQUESTED: { description: 'A person opened it.' },
  },
});

registerEnumType(TierDecision, {
  name: 'TierDecision',
  description: "What is decided on a partner's tier.",
  valuesConfig: {
    CONFIRM: { description: 'It stays.' },
    PROMOTE: { description: 'A higher one, of which everything is met.' },
    DEMOTE: { description: 'A lower one, or none.' },
    GRACE: { description: 'It stays until a day though it is not met; then it is reviewed again.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'What the figures said when a tier was decided on.' })
export class TierEvidence {
  @Field(() => String, {
    nullable: true,
    description: 'The highest tier of which everything was met; null where none was.',
  })
  computedTier!: string | null;

  @Field(() => [TierStanding], { description: 'Every tier with value against threshold, from the lowest.' })
  tiers!: TierStanding[];

  @Field(() => EarnedPoints, { nullable: true, description: 'Null where tiers had thresholds instead of points.' })
  points!: EarnedPoints | null;
}

@RecordType({
  prefix: 'tierreview',
  description:
    "A review of a partner's tier: the figures against the programme, and a person's decision. Nothing else changes a tier. A partner's people see their own partner's.",
})
@Index(['partnerId', 'dueOn'])
@Index(['status', 'dueOn'])
@Index(['dueOn'])
export class TierReview extends StoredRecord {
  declare id: Id<'tierreview'>;

  @Field(() => ID, { description: 'The id of the partner firm whose tier is reviewed.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => TierReviewStatus, { description: 'Whether the tier is decided on yet.' })
  @EnumColumn()
  status!: TierReviewStatus;

  @Field(() => TierReviewCause, { description: 'Why it was opened.' })
  @EnumColumn()
  cause!: TierReviewCause;

  @Field(() => PlainDateScalar, { description: 'By when it is to be decided.' })
  @DateColumn()
  dueOn!: PlainDate;

  @Field(() => String, { nullable: true, description: 'Why it was opened; null where no person did.' })
  @LongTextColumn({ nullable: true })
  note!: string | null;

  @IdColumn({ nullable: true })
  openedById!: Id<'user'> | null;

  /** The partner until it is decided, then null: a partner has one open review. */
  @Index({ unique: true })
  @TextColumn({ length: 64, nullable: true })
  openKey!: string | null;

  @Index()
  @IdColumn({ nullable: true, references: () => Programme })
  programmeId!: Id<'programme'> | null;

  @Field(() => String, { nullable: true, description: "The partner's tier before; null where it had none." })
  @TextColumn({ length: 100, nullable: true })
  tierBefore!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The tier decided on; null before the decision, and where it was none.',
  })
  @TextColumn({ length: 100, nullable: true })
  tierAfter!: string | null;

  @Field(() => TierDecision, { nullable: true, description: 'Null before the decision.' })
  @EnumColumn({ nullable: true })
  decision!: TierDecision | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The last day of grace; null where none was given.' })
  @DateColumn({ nullable: true })
  graceUntil!: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'Why it was decided so; null before.' })
  @LongTextColumn({ nullable: true })
  reason!: string | null;

  @Field(() => TierEvidence, {
    nullable: true,
    description: 'The figures as they stood at the decision; null before: `partner.computedTier` is how they stand.',
  })
  @JsonColumn({ nullable: true })
  evidence!: TierEvidence | null;

  @IdColumn({ nullable: true })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was decided; null before.' })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;
}
