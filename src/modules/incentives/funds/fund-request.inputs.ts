import { ArrayMaxSize, ArrayMinSize, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { orderOf } from '../../../shared/graphql/arguments';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { payloadOf } from '../../../shared/graphql/payload';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { FundCostKind, FundProofKind } from './activity-kind.entity';
import { FundClaim } from './fund-claim.entity';
import { FundClaimStatus } from './fund-claim.lifecycle';
import { FundRequest } from './fund-request.entity';
import { FundRequestStatus } from './fund-request.lifecycle';

const maxAmount = 1_000_000_000;

@InputType({ description: 'The whole content of a draft; replaces the present one.' })
export class FundRequestUpdateInput {
  @Field(() => ID, { description: 'A kind of activity that is offered.' })
  activityKindId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "One of the fund's allocations; left out to take what is not set aside.",
  })
  fundAllocationId?: string | null;

  @Field({ description: 'The activity in a few words.' })
  @Length(1, 200)
  title!: string;

  @Field({ defaultValue: '', description: 'The audience, the message and the plan; at most 5000 characters.' })
  @Length(0, 5000)
  description!: string;

  @Field(() => PlainDateScalar, { description: "The first day of the activity, in the fund's period." })
  activityFrom!: PlainDate;

  @Field(() => PlainDateScalar, { description: "The last day of the activity, in the fund's period." })
  activityUntil!: PlainDate;

  @Field(() => DecimalScalar, {
    description: "The expected cost of the whole activity, in the fund's currency: above 0.",
  })
  @DecimalIn({ above: 0, max: maxAmount })
  cost!: Decimal;

  @Field(() => Int, { description: 'The number of leads that you expect, from 0 to 1,000,000.' })
  @Min(0)
  @Max(1_000_000)
  expectedLeads!: number;
}

@InputType({ description: 'A new draft of a request for marketing money.' })
export class FundRequestDraftInput extends FundRequestUpdateInput {
  @Field(() => ID, { description: 'An open fund. It cannot be changed later.' })
  fundId!: string;
}

@InputType({ description: 'The terms of an approval.' })
export class FundRequestApproveInput {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What is approved: above 0, at most what is asked for, which it is if left out.',
  })
  @DecimalIn({ above: 0, max: maxAmount })
  amount?: Decimal | null;

  @Field(() => String, { nullable: true, description: 'Why it is less than asked for; required then.' })
  @Length(1, 5000)
  reason?: string | null;
}

@InputType({ description: 'One cost of the activity.' })
export class FundCostInput {
  @Field(() => FundCostKind, { description: 'The kind of cost.' })
  kind!: FundCostKind;

  @Field(() => DecimalScalar, { description: "What you spent, in the fund's currency: above 0." })
  @DecimalIn({ above: 0, max: maxAmount })
  amount!: Decimal;

  @Field({ defaultValue: '', description: 'The supplier or the number of the invoice; at most 500 characters.' })
  @Length(0, 500)
  note!: string;
}

@InputType({ description: 'A document that proves something about the activity.' })
export class FundProofInput {
  @Field(() => FundProofKind, { description: 'What the document proves.' })
  kind!: FundProofKind;

  @Field(() => ID, { description: 'A document that you may see, about this partner or no record.' })
  documentId!: string;
}

@InputType({ description: 'The whole content of a claim; replaces the present one.' })
export class FundClaimUpdateInput {
  @Field(() => [FundCostInput], { description: 'The costs, from 1 to 100.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  costs!: FundCostInput[];

  @Field(() => [FundProofInput], {
    description: 'The proofs, at most 50: at least one document for each kind that the request requires.',
  })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  proofs!: FundProofInput[];

  @Field(() => Int, {
    nullable: true,
    description: 'The number of leads that the activity brought, from 0 to 1,000,000; left out if not known.',
  })
  @Min(0)
  @Max(1_000_000)
  leadsActual?: number | null;

  @Field({ defaultValue: '', description: 'What the activity achieved; at most 5000 characters.' })
  @Length(0, 5000)
  note!: string;
}

@InputType({ description: 'A new claim for the cost of an approved activity.' })
export class FundClaimSubmitInput extends FundClaimUpdateInput {
  @Field(() => ID, { description: 'An approved request whose deadline has not passed.' })
  fundRequestId!: string;
}

@InputType({ description: 'The terms of an approval.' })
export class FundClaimApproveInput {
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The cost that counts: above 0, at most the sum of the eligible kinds of cost, which it is if left out.',
  })
  @DecimalIn({ above: 0, max: maxAmount })
  eligibleAmount?: Decimal | null;

  @Field(() => String, { nullable: true, description: 'Why less of the cost is eligible; required then.' })
  @Length(1, 5000)
  reason?: string | null;
}

@InputType({ description: 'A payment that was made.' })
export class FundClaimPayInput {
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day of the payment, not in the future; today in your time zone if left out.',
  })
  paidOn?: PlainDate | null;

  @Field({ description: 'What identifies the payment at the bank, for example a transfer number.' })
  @Length(1, 200)
  paymentReference!: string;
}

@InputType({ description: 'Which requests to list.' })
export class FundRequestFilter {
  @Field(() => [ID], { nullable: true, description: 'Only requests to these funds.' })
  fundId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only requests of these partners.' })
  partnerId?: string[] | null;

  @Field(() => [FundRequestStatus], { nullable: true, description: 'Only requests in one of these statuses.' })
  status?: FundRequestStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only requests for activities of these kinds.' })
  activityKindId?: string[] | null;
}

export const FundRequestOrder = orderOf(
  'FundRequestOrder',
  'requests for marketing money',
  {
    ACTIVITY_FROM: { column: 'activityFrom', description: 'By the first day of the activity.' },
    CREATED_AT: { column: 'createdAt', description: 'By the time of creation.' },
  },
  { field: 'ACTIVITY_FROM', direction: 'ASC' },
);

@InputType({ description: 'Which claims to list.' })
export class FundClaimFilter {
  @Field(() => [ID], { nullable: true, description: 'Only claims on these funds.' })
  fundId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only claims for these requests.' })
  fundRequestId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only claims of these partners.' })
  partnerId?: string[] | null;

  @Field(() => [FundClaimStatus], { nullable: true, description: 'Only claims in one of these statuses.' })
  status?: FundClaimStatus[] | null;
}

export const FundClaimOrder = orderOf(
  'FundClaimOrder',
  'claims',
  { SUBMITTED_AT: { column: 'submittedAt', description: 'By the time of the submission.' } },
  { field: 'SUBMITTED_AT', direction: 'ASC' },
);

export const FundRequestPayload = payloadOf('FundRequest', 'fundRequest', () => FundRequest, 'the request');
export const FundClaimPayload = payloadOf('FundClaim', 'fundClaim', () => FundClaim, 'the claim');
