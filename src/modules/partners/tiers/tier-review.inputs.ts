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

@InputType({ description: "The reason for a review of a partner's tier." })
export class TierReviewOpenInput {
  @Field({ description: 'The reason, 1 to 5000 characters. The partner can read it.' })
  @Length(1, 5000)
  @Matches(/\S/, blank)
  note!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The due date of the decision; today if left out, and not before today.',
  })
  dueOn?: PlainDate | null;
}

@InputType({ description: "The decision on a partner's tier." })
export class TierReviewDecideInput {
  @Field(() => TierDecision, { description: 'The decision on the tier.' })
  decision!: TierDecision;

  @Field(() => String, {
    nullable: true,
    description:
      'For PROMOTE and DEMOTE: the new tier; the computed one if left out. Not allowed for CONFIRM and GRACE.',
  })
  @Length(1, 100)
  tier?: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Only for GRACE: the last day on which the tier is kept, after today.',
  })
  graceUntil?: PlainDate | null;

  @Reason('The partner can read it.')
  reason!: string;
}

@InputType({ description: 'Which reviews of tiers to list.' })
export class TierReviewFilter {
  @Field(() => [TierReviewStatus], { nullable: true, description: 'Only reviews in one of these statuses.' })
  status?: TierReviewStatus[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Only reviews due by this day; with status OPEN and today, those that are due now.',
  })
  dueBy?: PlainDate | null;

  @Field(() => ID, { nullable: true, description: 'Only reviews of this partner.' })
  partnerId?: string | null;
}

export const TierReviewPayload = payloadOf('TierReview', 'review', () => TierReview, 'the review');
