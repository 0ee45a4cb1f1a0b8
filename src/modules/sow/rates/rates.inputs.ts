import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import type { PlainDate } from '../../../shared/domain/dates';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { CurrencyCode, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { Rate } from './rate.entity';

/** So that a day of 24 hours stays far within exact money in every currency. */
const highest = 1_000_000_000;

@InputType({ description: 'What an hour of a role costs and is charged at from a day on.' })
export class RateSetInput {
  @Field({ description: 'As offerings and resource lines name it.' })
  @Length(1, 100)
  role!: string;

  @Field(() => ID, { nullable: true, description: "Whose people; left out for the vendor's own." })
  partnerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'For which project; left out for the general rate card.' })
  projectId?: string | null;

  @Field(() => CurrencyCode, {
    description: 'For a project the currency of its statement of work, if it has one; the general card has any.',
  })
  currencyCode!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What the customer pays for an hour, from 0 to 1,000,000,000; left out where that is open.',
  })
  @DecimalIn({ min: 0, max: highest })
  billRate?: Decimal | null;

  @Field(() => DecimalScalar, { description: 'What an hour costs the vendor, from 0 to 1,000,000,000.' })
  @DecimalIn({ min: 0, max: highest })
  costRate!: Decimal;

  @Field(() => PlainDateScalar, {
    description:
      'The first day worked that it holds for; may be in the past. What is approved already keeps the cost that it has.',
  })
  effectiveOn!: PlainDate;
}

@InputType({ description: 'Which rates to list.' })
export class RateFilter {
  @Field(() => [ID], { nullable: true, description: 'Of these projects.' })
  projectId?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True leaves the general rate card alone.' })
  general?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Of the people of these partners.' })
  partnerId?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of these roles, as they are written.' })
  role?: string[] | null;

  @Field(() => [CurrencyCode], { nullable: true, description: 'In one of these currencies.' })
  currencyCode?: string[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Holding from this day on, or a later one.' })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Holding from this day on, or an earlier one.' })
  to?: PlainDate | null;
}

export const RateOrder = orderOf(
  'RateOrder',
  'rates',
  {
    EFFECTIVE_ON: { column: 'effectiveOn', description: 'By the first day that they hold for.' },
  },
  { field: 'EFFECTIVE_ON', direction: 'DESC' },
);

export const RatePayload = payloadOf('Rate', 'rate', () => Rate, 'the rate');
