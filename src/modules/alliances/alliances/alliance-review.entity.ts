import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Alliance } from './alliance.entity';
import { AllianceReviewStatus } from './alliance-review.lifecycle';

export enum NicheTrend {
  GROWING = 'GROWING',
  STABLE = 'STABLE',
  DYING = 'DYING',
}

export enum AllianceNeed {
  MUTUAL = 'MUTUAL',
  WE_NEED_THEM = 'WE_NEED_THEM',
  THEY_NEED_US = 'THEY_NEED_US',
  NEITHER = 'NEITHER',
}

export enum AllianceReviewDecision {
  CONTINUE = 'CONTINUE',
  ADJUST = 'ADJUST',
  EXIT = 'EXIT',
}

registerEnumType(NicheTrend, {
  name: 'NicheTrend',
  description: "Where the niche of an alliance's products is heading.",
  valuesConfig: {
    GROWING: { description: 'It is growing.' },
    STABLE: { description: 'It neither grows nor shrinks.' },
    DYING: { description: 'It is dying.' },
  },
});

registerEnumType(AllianceNeed, {
  name: 'AllianceNeed',
  description: 'Who needs whom in an alliance.',
  valuesConfig: {
    MUTUAL: { description: 'The parties need each other.' },
    WE_NEED_THEM: { description: 'The vendor needs the other parties more than they need the vendor.' },
    THEY_NEED_US: { description: 'The other parties need the vendor more than the vendor needs them.' },
    NEITHER: { description: 'No party needs another.' },
  },
});

registerEnumType(AllianceReviewDecision, {
  name: 'AllianceReviewDecision',
  description: 'What a review of an alliance decides.',
  valuesConfig: {
    CONTINUE: { description: 'The alliance continues as it is.' },
    ADJUST: { description: 'The alliance goes back to VALUE_CREATION.' },
    EXIT: { description: 'The alliance ends, and its exit strategy is carried out.' },
  },
});

registerEnumType(AllianceReviewStatus, {
  name: 'AllianceReviewStatus',
  description: 'Whether a review of an alliance is decided.',
  valuesConfig: {
    OPEN: { description: 'Its answers are being written, or it waits for the decision.' },
    DECIDED: { description: 'It is decided. Final; its answers no longer change.' },
  },
});

@RecordType({
  prefix: 'alliance_review',
  description: 'A review of an alliance, which decides whether and how it continues. Hidden from partner roles.',
})
@Index(['allianceId', 'reviewedOn'])
@Index(['status', 'createdAt'])
@Index(['createdAt'])
export class AllianceReview extends StoredRecord {
  declare id: Id<'alliance_review'>;

  @Field(() => ID, { description: 'The id of the alliance that it belongs to.' })
  @IdColumn({ references: () => Alliance })
  allianceId!: Id<'alliance'>;

  @Field(() => AllianceReviewStatus, { description: 'Whether it is decided.' })
  @EnumColumn()
  status!: AllianceReviewStatus;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day by which the review was due when it was opened.',
  })
  @DateColumn({ nullable: true })
  dueOn!: PlainDate | null;

  @Field(() => PlainDateScalar, { description: 'The day of the review, from which the next one is counted.' })
  @DateColumn()
  reviewedOn!: PlainDate;

  @Field({ description: 'What changed inside the parties: people, strategy, products.' })
  @LongTextColumn()
  changesInside!: string;

  @Field({ description: 'What changed outside: market, customers, competitors, law.' })
  @LongTextColumn()
  changesOutside!: string;

  @Field(() => NicheTrend, { description: "Where the products' niche is heading." })
  @EnumColumn()
  niche!: NicheTrend;

  @Field({ description: 'Why the niche is judged so.' })
  @LongTextColumn()
  nicheNote!: string;

  @Field(() => AllianceNeed, { description: 'Who needs whom.' })
  @EnumColumn()
  need!: AllianceNeed;

  @Field({ description: 'Why the need is judged so.' })
  @LongTextColumn()
  needNote!: string;

  /** Everybody who wrote its answers: none of them decides on it. */
  @JsonColumn()
  authorIds!: Id<'user'>[];

  @Field(() => AllianceReviewDecision, { nullable: true, description: 'The decision; null while it is open.' })
  @EnumColumn({ nullable: true })
  decision!: AllianceReviewDecision | null;

  @Field(() => String, { nullable: true, description: 'The reason for the decision; null while it is open.' })
  @LongTextColumn({ nullable: true })
  decisionReason!: string | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was decided, in UTC; null while it is open.' })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;
}
