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
  description: 'Whether a tier review is open, decided, or cancelled.',
  valuesConfig: {
    OPEN: { description: 'Waits for its decision.' },
    DECIDED: { description: 'Decided. Final.' },
    CANCELLED: { description: 'The partnership ended before the decision. Final.' },
  },
});

registerEnumType(TierReviewCause, {
  name: 'TierReviewCause',
  description: 'The causes of a tier review.',
  valuesConfig: {
    ADMISSION: { description: 'The partner was admitted, which decides on its first tier.' },
    RHYTHM: { description: "The programme's interval since the last decision has passed." },
    GRACE_ENDED: { description: 'The grace for a tier that the partner did not meet has ended.' },
    REQUESTED: { description: 'A user opened it.' },
  },
});

registerEnumType(TierDecision, {
  name: 'TierDecision',
  description: "The decisions on a partner's tier.",
  valuesConfig: {
    CONFIRM: { description: 'The tier stays.' },
    PROMOTE: { description: 'The partner moves to a higher tier, all of whose criteria are met.' },
    DEMOTE: { description: 'The partner moves to a lower tier, or to none.' },
    GRACE: {
      description: 'The partner keeps a tier that it does not meet until a day, on which a new review is opened.',
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'The figures at the moment of a decision on a tier.' })
export class TierEvidence {
  @Field(() => String, {
    nullable: true,
    description: 'The highest tier with all criteria met; null without one.',
  })
  computedTier!: string | null;

  @Field(() => [TierStanding], { description: 'Every tier with values and thresholds, from the lowest.' })
  tiers!: TierStanding[];

  @Field(() => EarnedPoints, { nullable: true, description: 'Null if tiers had thresholds instead of points.' })
  points!: EarnedPoints | null;
}

@RecordType({
  prefix: 'tierreview',
  description:
    "A review of a partner's tier: the figures against the programme, and a person's decision. Only reviews change a tier. Partner users see those of their own firm.",
})
@Index(['partnerId', 'dueOn'])
@Index(['status', 'dueOn'])
@Index(['dueOn'])
export class TierReview extends StoredRecord {
  declare id: Id<'tierreview'>;

  @Field(() => ID, { description: 'The id of the partner firm whose tier is reviewed.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => TierReviewStatus, { description: 'Whether it is decided.' })
  @EnumColumn()
  status!: TierReviewStatus;

  @Field(() => TierReviewCause, { description: 'Why it was opened.' })
  @EnumColumn()
  cause!: TierReviewCause;

  @Field(() => PlainDateScalar, { description: 'The due date of the decision.' })
  @DateColumn()
  dueOn!: PlainDate;

  @Field(() => String, { nullable: true, description: 'The note of the user who opened it; null if the system did.' })
  @LongTextColumn({ nullable: true })
  note!: string | null;

  @IdColumn({ nullable: true })
  openedById!: Id<'user'> | null;

  /** The partner until it is decided, then null: a partner has at most one open review. */
  @Index({ unique: true })
  @TextColumn({ length: 64, nullable: true })
  openKey!: string | null;

  @Index()
  @IdColumn({ nullable: true, references: () => Programme })
  programmeId!: Id<'programme'> | null;

  @Field(() => String, {
    nullable: true,
    description: "The partner's tier before the decision; null if it had no tier.",
  })
  @TextColumn({ length: 100, nullable: true })
  tierBefore!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The tier after the decision; null before it, and if the partner then has no tier.',
  })
  @TextColumn({ length: 100, nullable: true })
  tierAfter!: string | null;

  @Field(() => TierDecision, { nullable: true, description: 'The decision; null before it.' })
  @EnumColumn({ nullable: true })
  decision!: TierDecision | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The last day of grace; null without grace.' })
  @DateColumn({ nullable: true })
  graceUntil!: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'The reason for the decision; null before it.' })
  @LongTextColumn({ nullable: true })
  reason!: string | null;

  @Field(() => TierEvidence, {
    nullable: true,
    description:
      'The figures at the moment of the decision; null before it. `partner.computedTier` has the current ones.',
  })
  @JsonColumn({ nullable: true })
  evidence!: TierEvidence | null;

  @IdColumn({ nullable: true })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'The time of the decision; null before it.' })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;
}
