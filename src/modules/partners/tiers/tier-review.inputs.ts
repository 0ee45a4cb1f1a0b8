import { Length, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { TierReview } from './tier-review.entity';
import { TierDecision } from './tier-review.formula';
import { TierReviewStatus } from './tier-review.lifecycle';

const blank = { message: 'must not be blank' };

@InputType({ description: "Why a partner's tier is to be reviewed." })
export class TierReviewOpenInput {
  @Field({ description: 'Why: 1 to 5000 characters. The partner sees it.' })
  @Length(1, 5000)
  @Matches(/\S/, blank)
  note!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'By when it is to be decided; today when left out, not before.',
  })
  dueOn?: PlainDate | null;
}

@InputType({ description: "The decision on a partner's tier." })
export class TierReviewDecideInput {
  @Field(() => TierDecision, { description: 'What becomes of the tier.' })
  decision!: TierDecision;

  @Field(() => String, {
    nullable: true,
    description:
      'For PROMOTE and DEMOTE: the tier to be; when left out, the one that the figures speak for. None may be given for CONFIRM and GRACE.',
  })
  @Length(1, 100)
  tier?: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'For GRACE alone: the last day on which the tier is kept, after today.',
  })
  graceUntil?: PlainDate | null;

  @Reason('The partner reads it.')
  reason!: string;
}

@InputType({ description: 'Which reviews of tiers to list.' })
export class TierReviewFilter {
  @Field(() => [TierReviewStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: TierReviewStatus[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Those that are to be decided by this day; with status OPEN and today: those that are due.',
  })
  dueBy?: PlainDate | null;

  @Field(() => ID, { nullable: true, description: 'Those of one partner.' })
  partnerId?: string | null;
}

export const TierReviewPayload = payloadOf('TierReview', 'review', () => TierReview, 'the review');
