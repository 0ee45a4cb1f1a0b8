import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsInt, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { orderOf, Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Alliance } from './alliance.entity';
import { AllianceStage } from './alliance.lifecycle';
import { AllianceNeed, AllianceReview, AllianceReviewDecision, NicheTrend } from './alliance-review.entity';
import { AllianceReviewStatus } from './alliance-review.lifecycle';
import { ExitObligation } from './exit-obligation.entity';
import { ExitDuty, ExitStrategy } from './exit-strategy.entity';
import { ExitObligationStatus } from './exit-strategy.lifecycle';

@InputType({ description: 'The whole description of an alliance; replaces the present one.' })
export class AllianceUpdateInput {
  @Field({ description: 'The name of the alliance; 1 to 200 characters.' })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'What the parties want to achieve together; at most 5000 characters.' })
  @Length(0, 5000)
  purpose!: string;

  @Field(() => [ID], {
    description:
      'Its products, from 2 to 10, of at least two owners. They can change until the alliance reaches SELECTION.',
  })
  @ArrayMinSize(2)
  @ArrayMaxSize(10)
  @ArrayUnique()
  productIds!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'The ecosystem manager who answers for it. If left out: you, or on an update the present one.',
  })
  managerId?: string | null;

  @Field(() => Int, { defaultValue: 6, description: 'The rhythm of its reviews in months, from 1 to 36.' })
  @IsInt()
  @Min(1)
  @Max(36)
  reviewEveryMonths!: number;
}

@InputType({ description: 'A possible alliance.' })
export class AllianceCreateInput extends AllianceUpdateInput {}

@InputType({ description: 'A decision on the stage of an alliance.' })
export class AllianceDecisionInput {
  @Reason('Hidden from partner roles.')
  reason!: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'The documents that the decision rests on, uploaded by `POST /documents`; at most 20.',
  })
  @ArrayMaxSize(20)
  documentIds!: string[];
}

@InputType({ description: 'The whole content of an exit strategy.' })
export class ExitStrategyInput {
  @Field({ description: 'What happens to the joint customers; 1 to 5000 characters.' })
  @Length(1, 5000)
  jointCustomers!: string;

  @Field({ description: 'What happens to the data that the parties exchanged; 1 to 5000 characters.' })
  @Length(1, 5000)
  data!: string;

  @Field({ description: 'What happens to the support; 1 to 5000 characters.' })
  @Length(1, 5000)
  support!: string;

  @Field(() => [ExitDuty], { description: 'What must be done after the exit; from 1 to 30 duties.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  duties!: ExitDuty[];
}

@InputType({ description: 'The agreement of the parties on an exit strategy.' })
export class ExitStrategyAgreeInput {
  @Field(() => PlainDateScalar, { description: 'The day of the agreement, not in the future.' })
  agreedOn!: PlainDate;

  @Field(() => [ID], { description: 'The documents that prove it, uploaded by `POST /documents`; 1 to 20.' })
  @ArrayMaxSize(20)
  documentIds!: string[];
}

@InputType({ description: 'How an obligation was fulfilled.' })
export class ExitObligationCompleteInput {
  @Field({ description: 'How it was fulfilled; 1 to 5000 characters.' })
  @Length(1, 5000)
  note!: string;

  @Field(() => [ID], { description: 'The documents that prove it, uploaded by `POST /documents`; 1 to 20.' })
  @ArrayMaxSize(20)
  documentIds!: string[];
}

@InputType({ description: 'The answers of a review of an alliance.' })
export class AllianceReviewInput {
  @Field(() => PlainDateScalar, { description: 'The day of the review, not in the future.' })
  reviewedOn!: PlainDate;

  @Field({ description: 'What changed inside the parties: people, strategy, products; 1 to 5000 characters.' })
  @Length(1, 5000)
  changesInside!: string;

  @Field({ description: 'What changed outside: market, customers, competitors, law; 1 to 5000 characters.' })
  @Length(1, 5000)
  changesOutside!: string;

  @Field(() => NicheTrend, { description: "Where the products' niche is heading." })
  niche!: NicheTrend;

  @Field({ description: 'Why the niche is judged so; 1 to 5000 characters.' })
  @Length(1, 5000)
  nicheNote!: string;

  @Field(() => AllianceNeed, { description: 'Who needs whom.' })
  need!: AllianceNeed;

  @Field({ description: 'Why the need is judged so; 1 to 5000 characters.' })
  @Length(1, 5000)
  needNote!: string;
}

@InputType({ description: 'The decision of a review.' })
export class AllianceReviewDecideInput extends AllianceDecisionInput {
  @Field(() => AllianceReviewDecision, {
    description: 'Whether the alliance continues, goes back to VALUE_CREATION, or ends.',
  })
  decision!: AllianceReviewDecision;
}

@InputType({ description: 'Which alliances to list.' })
export class AllianceFilter {
  @Field(() => [AllianceStage], { nullable: true, description: 'Only alliances in one of these stages.' })
  stage?: AllianceStage[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only alliances with one of these managers; at most 100 ids.' })
  managerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only alliances with one of these products; at most 100 ids.' })
  productId?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only alliances that one of these organizations is a party of; at most 100 ids.',
  })
  organizationId?: string[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Only alliances whose next review is due on this day or earlier.',
  })
  reviewDueTo?: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, ignoring case.' })
  @Length(1, 100)
  search?: string | null;
}

export const AllianceOrder = orderOf(
  'AllianceOrder',
  'alliances',
  {
    NAME: { column: 'nameKey', description: 'By name, ignoring case.' },
    CREATED_AT: { column: 'createdAt', description: 'By the time of creation.' },
  },
  { field: 'NAME', direction: 'ASC' },
);

@InputType({ description: 'Which reviews of alliances to list.' })
export class AllianceReviewFilter {
  @Field(() => [ID], { nullable: true, description: 'Only reviews of these alliances; at most 100 ids.' })
  allianceId?: string[] | null;

  @Field(() => [AllianceReviewStatus], { nullable: true, description: 'Only reviews in one of these statuses.' })
  status?: AllianceReviewStatus[] | null;
}

@InputType({ description: 'Which obligations after exits from alliances to list.' })
export class ExitObligationFilter {
  @Field(() => [ID], { nullable: true, description: 'Only obligations of these alliances; at most 100 ids.' })
  allianceId?: string[] | null;

  @Field(() => [ExitObligationStatus], { nullable: true, description: 'Only obligations in one of these statuses.' })
  status?: ExitObligationStatus[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only obligations due on this day or earlier.' })
  dueTo?: PlainDate | null;
}

export const AlliancePayload = payloadOf('Alliance', 'alliance', () => Alliance, 'the alliance');
export const ExitStrategyPayload = payloadOf('ExitStrategy', 'exitStrategy', () => ExitStrategy, 'the exit strategy');
export const ExitObligationPayload = payloadOf(
  'ExitObligation',
  'exitObligation',
  () => ExitObligation,
  'the obligation',
);
export const AllianceReviewPayload = payloadOf('AllianceReview', 'allianceReview', () => AllianceReview, 'the review');
