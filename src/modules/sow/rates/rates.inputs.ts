import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import type { PlainDate } from '../../../shared/domain/dates';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { CurrencyCode, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { Rate } from './rate.entity';

/** Keeps a day of 24 hours well within exact money in every currency. */
const highest = 1_000_000_000;

@InputType({ description: 'The hourly cost and price of a role from a day on.' })
export class RateSetInput {
  @Field({ description: 'The role, spelled as in offerings and resource lines.' })
  @Length(1, 100)
  role!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The partner whose people the rate is for; left out for the vendor's own.",
  })
  partnerId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The project that the rate is for; left out for the general rate card.',
  })
  projectId?: string | null;

  @Field(() => CurrencyCode, {
    description:
      'For a project, the currency of its statement of work, if it has one; any currency for the general rate card.',
  })
  currencyCode!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The price of an hour to the customer, from 0 to 1,000,000,000; left out if it is open.',
  })
  @DecimalIn({ min: 0, max: highest })
  billRate?: Decimal | null;

  @Field(() => DecimalScalar, { description: 'The cost of an hour to the vendor, from 0 to 1,000,000,000.' })
  @DecimalIn({ min: 0, max: highest })
  costRate!: Decimal;

  @Field(() => PlainDateScalar, {
    description:
      'The first day worked to which the rate applies; may be in the past. Time that is already approved keeps its cost.',
  })
  effectiveOn!: PlainDate;
}

@InputType({ description: 'Which rates to list.' })
export class RateFilter {
  @Field(() => [ID], { nullable: true, description: 'Only rates of these projects.' })
  projectId?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True lists only the general rate card.' })
  general?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Only rates for people of these partners.' })
  partnerId?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only rates of these roles, in their exact spelling.' })
  role?: string[] | null;

  @Field(() => [CurrencyCode], { nullable: true, description: 'Only rates in one of these currencies.' })
  currencyCode?: string[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only rates that begin on this day or later.' })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only rates that begin on this day or earlier.' })
  to?: PlainDate | null;
}

export const RateOrder = orderOf(
  'RateOrder',
  'rates',
  {
    EFFECTIVE_ON: { column: 'effectiveOn', description: 'By the first day on which the rate applies.' },
  },
  { field: 'EFFECTIVE_ON', direction: 'DESC' },
);

export const RatePayload = payloadOf('Rate', 'rate', () => Rate, 'the rate');
