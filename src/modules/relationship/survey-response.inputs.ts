import { ArrayMaxSize, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../shared/domain/dates';
import { orderOf } from '../../shared/graphql/arguments';
import { payloadOf } from '../../shared/graphql/payload';
import { DecimalScalar, PlainDateScalar } from '../../shared/graphql/scalars';
import { SurveyKind, SurveyResponse } from './survey-response.entity';
import { SurveyResponseStatus } from './survey-response.lifecycle';

@InputType({ description: 'The whole description of a survey response; replaces the present one.' })
export class SurveyResponseUpdateInput {
  @Field(() => ID, { description: 'The contact who answered, of the customer of the project.' })
  contactId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The milestone of the project that the answer is about; null for the whole project.',
  })
  milestoneId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The partner that delivered, staffed on the project; null if the vendor delivered.',
  })
  partnerId?: string | null;

  @Field(() => SurveyKind, { description: 'What the customer was asked.' })
  kind!: SurveyKind;

  @Field(() => Int, { description: 'The score: from 1 to 5 for CSAT, from 0 to 10 for NPS.' })
  @Min(0)
  @Max(10)
  score!: number;

  @Field({ defaultValue: '', description: "The customer's comment, at most 5000 characters; may be empty." })
  @Length(0, 5000)
  comment!: string;

  @Field(() => PlainDateScalar, {
    description: 'The day of the answer: not in the future, and not before work on the project started.',
  })
  respondedOn!: PlainDate;

  @Field(() => [ID], { defaultValue: [], description: 'Documents that prove the answer; at most 20.' })
  @ArrayMaxSize(20)
  documentIds!: string[];
}

@InputType({ description: "A customer's answer to a survey." })
export class SurveyResponseRecordInput extends SurveyResponseUpdateInput {
  @Field(() => ID, { description: 'The project that the answer is about. It cannot be changed later.' })
  projectId!: string;
}

@InputType({ description: 'Which survey responses to list.' })
export class SurveyResponseFilter {
  @Field(() => [ID], { nullable: true, description: 'Only responses about these projects; at most 100.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only responses about these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only responses of these customers; at most 100.' })
  @ArrayMaxSize(100)
  customerId?: string[] | null;

  @Field(() => [SurveyKind], { nullable: true, description: 'Only responses of one of these kinds.' })
  kind?: SurveyKind[] | null;

  @Field(() => [SurveyResponseStatus], { nullable: true, description: 'Only responses in one of these statuses.' })
  status?: SurveyResponseStatus[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only responses from this day on.' })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only responses up to this day.' })
  until?: PlainDate | null;
}

export const SurveyResponseOrder = orderOf(
  'SurveyResponseOrder',
  'survey responses',
  {
    RESPONDED_ON: { column: 'respondedOn', description: 'By the day of the answer.' },
    CREATED_AT: { column: 'createdAt', description: 'By the time at which it was recorded.' },
  },
  { field: 'RESPONDED_ON', direction: 'DESC' },
);

@ObjectType({ simpleResolvers: true, description: 'The scores over a set of survey responses that count.' })
export class SurveyScores {
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Customer satisfaction: the percentage of the scores 4 and 5, rounded half up to 2 decimals. Null without CSAT responses.',
  })
  csat!: string | null;

  @Field(() => Int, { description: 'The number of CSAT responses.' })
  csatSampleSize!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Net promoter score: the percentage of the scores 9 and 10 less that of 0 to 6, from -100 to 100, rounded half up to 2 decimals. Null without NPS responses.',
  })
  nps!: string | null;

  @Field(() => Int, { description: 'The number of NPS responses.' })
  npsSampleSize!: number;
}

export const SurveyResponsePayload = payloadOf(
  'SurveyResponse',
  'surveyResponse',
  () => SurveyResponse,
  'the survey response',
);
