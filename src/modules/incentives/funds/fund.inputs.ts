import { ArrayMaxSize, ArrayUnique, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { orderOf } from '../../../shared/graphql/arguments';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { payloadOf } from '../../../shared/graphql/payload';
import { CurrencyCode, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { FundActivityKind, FundCostKind, FundProofKind } from './activity-kind.entity';
import { MarketingFund, MarketingFundKind } from './fund.entity';
import { MarketingFundStatus } from './fund.lifecycle';
import { FundAccrual, FundAllocation } from './fund-parts.entity';

/** The largest amount of one input, in the main unit. */
const maxAmount = 1_000_000_000;

@InputType({ description: 'The whole description of a kind of marketing activity; replaces the present one.' })
export class FundActivityKindInput {
  @Field({ description: 'The name; unique, ignoring case.' })
  @Length(1, 100)
  name!: string;

  @Field({ defaultValue: '', description: 'What belongs to it; at most 5000 characters.' })
  @Length(0, 5000)
  description!: string;

  @Field(() => [FundProofKind], { description: 'The proofs that a claim must contain; may be empty.' })
  @ArrayUnique()
  requiredProofs!: FundProofKind[];

  @Field(() => DecimalScalar, {
    description: 'The share of the eligible cost that is reimbursed: above 0, at most 1, up to 4 decimal places.',
  })
  @DecimalIn({ above: 0, max: 1, places: 4 })
  reimbursementShare!: Decimal;

  @Field(() => [FundCostKind], { description: 'The kinds of cost that are reimbursed.' })
  @ArrayUnique()
  eligibleCostKinds!: FundCostKind[];

  @Field(() => Int, { description: 'The days after the activity for claims, from 1 to 730.' })
  @Min(1)
  @Max(730)
  claimDeadlineDays!: number;

  @Field({ defaultValue: true, description: 'Whether new requests may use it.' })
  offered!: boolean;
}

@InputType({ description: 'The whole description of a marketing fund; replaces the present one.' })
export class MarketingFundUpdateInput {
  @Field({ description: 'The name of the fund; 1 to 200 characters.' })
  @Length(1, 200)
  name!: string;

  @Field(() => PlainDateScalar, { description: 'The first day on which an activity may begin.' })
  periodFrom!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day on which an activity may end.' })
  periodUntil!: PlainDate;

  @Field(() => PlainDateScalar, {
    description: 'The last day for requests and claims: not before the end of the period, not in the past.',
  })
  expiresOn!: PlainDate;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The budget of a discretionary fund, and only of one: not below 0, with no more decimals than the currency. It never falls under the total of the allocations, of the approved requests or of the approved and paid claims.',
  })
  @DecimalIn({ min: 0, max: maxAmount })
  budget?: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The share of sales that accrues, of an accrual fund and only of one: above 0, at most 1, up to 6 decimal places. A new rate holds for later accruals.',
  })
  @DecimalIn({ above: 0, max: 1, places: 6 })
  accrualRate?: Decimal | null;
}

@InputType({ description: 'A new marketing fund of a partner.' })
export class MarketingFundCreateInput extends MarketingFundUpdateInput {
  @Field(() => ID, { description: 'An active partner. It cannot be changed later.' })
  partnerId!: string;

  @Field(() => MarketingFundKind, { description: 'Where the budget comes from. It cannot be changed later.' })
  kind!: MarketingFundKind;

  @Field(() => CurrencyCode, { description: 'The currency of all amounts. It cannot be changed later.' })
  currencyCode!: string;
}

@InputType({ description: 'A share of a budget for a purpose; replaces the present one.' })
export class FundAllocationUpdateInput {
  @Field({ description: 'What the money is for; unique in the fund, ignoring case.' })
  @Length(1, 100)
  purpose!: string;

  @Field(() => DecimalScalar, {
    description:
      'What is set aside: not below 0, nor below what its requests tie up. All allocations together are within the budget, apart from what requests outside of them tie up.',
  })
  @DecimalIn({ min: 0, max: maxAmount })
  amount!: Decimal;
}

@InputType({ description: "A new share of a fund's budget for a named purpose." })
export class FundAllocationCreateInput extends FundAllocationUpdateInput {
  @Field(() => ID, { description: 'An open fund.' })
  fundId!: string;
}

@InputType({ description: 'What a partner sold, from which its fund gains at the rate of the fund.' })
export class FundAccrualRecordInput {
  @Field(() => ID, { description: 'An open accrual fund.' })
  fundId!: string;

  @Field(() => PlainDateScalar, { description: "The day of the sale: in the fund's period, not in the future." })
  soldOn!: PlainDate;

  @Field(() => DecimalScalar, {
    description:
      "What was sold, in the fund's currency, with no more decimals than it has; not 0. Below 0 for a credit note, which lowers the budget within its limits.",
  })
  @DecimalIn({ min: -maxAmount, max: maxAmount })
  sold!: Decimal;

  @Field({ description: 'The evidence in words, for example the number of the order.' })
  @Length(1, 2000)
  evidence!: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Documents that prove it: at most 20 that you may see, about this partner or no record.',
  })
  @ArrayMaxSize(20)
  documentIds!: string[];
}

@InputType({ description: 'Which marketing funds to list.' })
export class MarketingFundFilter {
  @Field(() => [ID], { nullable: true, description: 'Only funds of these partners.' })
  partnerId?: string[] | null;

  @Field(() => [MarketingFundStatus], { nullable: true, description: 'Only funds in one of these statuses.' })
  status?: MarketingFundStatus[] | null;

  @Field(() => [MarketingFundKind], { nullable: true, description: 'Only funds of one of these kinds.' })
  kind?: MarketingFundKind[] | null;

  @Field(() => [CurrencyCode], { nullable: true, description: 'Only funds in one of these currencies.' })
  currencyCode?: string[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only funds whose last day is this one or earlier.' })
  expiresUntil?: PlainDate | null;
}

export const MarketingFundOrder = orderOf(
  'MarketingFundOrder',
  'marketing funds',
  {
    EXPIRES_ON: { column: 'expiresOn', description: 'By the last day.' },
    PERIOD_FROM: { column: 'periodFrom', description: 'By the first day of the period.' },
    CREATED_AT: { column: 'createdAt', description: 'By the time of creation.' },
  },
  { field: 'EXPIRES_ON', direction: 'ASC' },
);

export const FundActivityKindPayload = payloadOf(
  'FundActivityKind',
  'fundActivityKind',
  () => FundActivityKind,
  'the kind of activity',
);
export const MarketingFundPayload = payloadOf('MarketingFund', 'marketingFund', () => MarketingFund, 'the fund');
export const FundAllocationPayload = payloadOf(
  'FundAllocation',
  'fundAllocation',
  () => FundAllocation,
  'the allocation',
);
export const FundAccrualPayload = payloadOf('FundAccrual', 'fundAccrual', () => FundAccrual, 'the accrual');
