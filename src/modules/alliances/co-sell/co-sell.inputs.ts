import { ArrayUnique, IsISO31661Alpha2, IsUrl, Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { orderOf } from '../../../shared/graphql/arguments';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { payloadOf } from '../../../shared/graphql/payload';
import { CurrencyCode, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { ClarityFinding } from '../../sow';
import { CoSell, CoSellHelp, CoSellInvolvement } from './co-sell.entity';
import { CoSellStatus } from './co-sell.lifecycle';

const forReview = 'Required for the review.';

@InputType({ description: 'The whole description of a co-sell; replaces the present one.' })
export class CoSellUpdateInput {
  @Field({ description: 'The opportunity in a few words.' })
  @Length(1, 200)
  title!: string;

  @Field(() => CoSellInvolvement, { description: "The part that the vendor's sales have in it." })
  involvement!: CoSellInvolvement;

  @Field(() => [CoSellHelp], { defaultValue: [], description: 'The help that is needed; required to sell together.' })
  @ArrayUnique()
  help!: CoSellHelp[];

  @Field(() => String, { nullable: true, description: `The customer's name. ${forReview}` })
  @Length(1, 200)
  customerName?: string | null;

  @Field(() => String, { nullable: true, description: `The customer's country, as ISO 3166-1 alpha-2. ${forReview}` })
  @IsISO31661Alpha2({ message: 'must be an ISO 3166-1 alpha-2 country code' })
  customerCountry?: string | null;

  @Field(() => String, { nullable: true, description: "The customer's address; at most 500 characters." })
  @Length(1, 500)
  customerAddress?: string | null;

  @Field(() => String, { nullable: true, description: "The customer's website." })
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true }, { message: 'must be a web address' })
  @Length(1, 500)
  customerWebsite?: string | null;

  @Field(() => String, { nullable: true, description: `What the customer wants to solve. ${forReview}` })
  @Length(1, 5000)
  businessProblem?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: `The expected value, above 0. ${forReview}` })
  @DecimalIn({ above: 0, max: 1_000_000_000 })
  expectedValue?: Decimal | null;

  @Field(() => CurrencyCode, { nullable: true, description: `The currency of the value. ${forReview}` })
  currencyCode?: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: `When the customer is expected to decide. ${forReview}`,
  })
  expectedCloseOn?: PlainDate | null;

  @Field(() => String, { nullable: true, description: "The partner's own reference." })
  @Length(1, 200)
  partnerReference?: string | null;

  @Field(() => ID, { nullable: true, description: 'A joint solution that is sold; left out without one.' })
  jointSolutionId?: string | null;
}

@InputType({
  description: 'A new draft of a co-sell. Name the partner or the ally that sells; a partner user need not.',
})
export class CoSellDraftInput extends CoSellUpdateInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The partner that sells. Left out by staff who name an ally; your own firm if you are a partner user.',
  })
  partnerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The ally that sells, for staff.' })
  organizationId?: string | null;
}

@InputType({ description: 'Which co-sells to list.' })
export class CoSellFilter {
  @Field(() => [ID], { nullable: true, description: 'Only those of these partners.' })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these allies.' })
  organizationId?: string[] | null;

  @Field(() => [CoSellStatus], { nullable: true, description: 'Only those in one of these statuses.' })
  status?: CoSellStatus[] | null;

  @Field(() => [CoSellInvolvement], { nullable: true, description: 'Only those with one of these involvements.' })
  involvement?: CoSellInvolvement[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those that sell one of these joint solutions.' })
  jointSolutionId?: string[] | null;
}

export const CoSellOrder = orderOf(
  'CoSellOrder',
  'co-sells',
  { CREATED_AT: { column: 'createdAt', description: 'By the time of creation.' } },
  { field: 'CREATED_AT', direction: 'DESC' },
);

@ObjectType({ simpleResolvers: true, description: 'What is missing for the review of a co-sell.' })
export class CoSellClarity {
  @Field({ description: 'Whether it can be submitted: no finding is an error.' })
  complete!: boolean;

  @Field(() => [ClarityFinding], {
    description: 'What is missing; the paths are those of the input of `coSellUpdate`.',
  })
  findings!: ClarityFinding[];
}

export const CoSellPayload = payloadOf('CoSell', 'coSell', () => CoSell, 'the co-sell');
