import { ArrayMaxSize, ArrayUnique, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { type Decimal, zero } from '../../shared/domain/decimal';
import { payloadOf } from '../../shared/graphql/payload';
import { DecimalScalar } from '../../shared/graphql/scalars';
import { Assessment, AssessmentKind } from './assessment.entity';
import { AssessmentStatus } from './assessment.lifecycle';
import { Attempt } from './attempt.entity';
import { Certification } from './certification.entity';
import { CertificationStatus } from './certification.lifecycle';
import { QuestionKind } from './scoring.formula';

@InputType({ description: 'A choice of a question and the points that it gives.' })
export class QuestionChoiceInput {
  @Field({ description: 'What the choice says.' })
  @Length(1, 500)
  text!: string;

  @Field(() => DecimalScalar, {
    description: 'What choosing it gives: from -1,000 to 1,000 with at most 2 decimals; below 0 where it costs.',
  })
  points!: Decimal;
}

@InputType({ description: 'The right answer of a numeric question and what it gives.' })
export class NumericAnswerKeyInput {
  @Field(() => DecimalScalar, { description: 'The right number: at most 12 digits before and 8 after the point.' })
  answer!: Decimal;

  @Field(() => DecimalScalar, {
    defaultValue: zero,
    description: 'How far an answer may be off, either way, and still be right: 0 or more.',
  })
  tolerance!: Decimal;

  @Field(() => DecimalScalar, {
    description: 'What a right answer gives: from 0 to 1,000 with at most 2 decimals.',
  })
  points!: Decimal;

  @Field(() => DecimalScalar, {
    defaultValue: zero,
    description: 'What a wrong answer gives: from -1,000 to 0 with at most 2 decimals.',
  })
  wrongPoints!: Decimal;
}

@InputType({ description: 'A question with the points of each answer.' })
export class QuestionInput {
  @Field(() => QuestionKind)
  kind!: QuestionKind;

  @Field({ description: 'What is asked.' })
  @Length(1, 2000)
  text!: string;

  @Field(() => [QuestionChoiceInput], {
    defaultValue: [],
    description: 'In order: from 2 to 20, two for TRUE_FALSE, none for NUMERIC.',
  })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  choices!: QuestionChoiceInput[];

  @Field(() => NumericAnswerKeyInput, { nullable: true, description: 'For NUMERIC, and for it alone.' })
  @ValidateNested()
  numeric?: NumericAnswerKeyInput | null;
}

@InputType({ description: 'An assessment, or the next edition of one.' })
export class AssessmentDraftInput {
  @Field(() => ID, { description: 'The offering that it belongs to; that of the predecessor, where there is one.' })
  offeringId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The published edition that this one is to succeed; left out for a new assessment.',
  })
  predecessorId?: string | null;

  @Field(() => AssessmentKind, { defaultValue: AssessmentKind.EXAM })
  kind!: AssessmentKind;

  @Field({ description: 'What the assessment is called.' })
  @Length(1, 200)
  title!: string;

  @Field({ defaultValue: true, description: 'Does the certification for the offering take passing this one?' })
  required!: boolean;

  @Field(() => DecimalScalar, {
    description: 'The score from which it is passed: percent, above 0, at most 100, with at most 2 decimals.',
  })
  passMark!: Decimal;

  @Field(() => Int, { description: 'How long an attempt may take: from 1 to 1,440 minutes.' })
  @Min(1)
  @Max(1_440)
  timeLimitMinutes!: number;

  @Field(() => Int, { description: 'How many attempts a person has until they pass: from 1 to 100.' })
  @Min(1)
  @Max(100)
  maximumAttempts!: number;

  @Field(() => Int, { description: 'How many days one waits after a failed attempt: from 0 to 365.' })
  @Min(0)
  @Max(365)
  coolOffDays!: number;

  @Field(() => Int, { description: 'For how many months a pass counts: from 0, for ever, to 120.' })
  @Min(0)
  @Max(120)
  validityMonths!: number;

  @Field(() => [QuestionInput], { description: 'In order, at most 100; to be published it needs one.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  questions!: QuestionInput[];
}

@InputType({ description: 'An answer to a question.' })
export class AttemptAnswerInput {
  @Field(() => ID, { description: 'A question of the attempt.' })
  questionId!: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'The chosen choices: exactly one, or any for MULTIPLE_CHOICE; none for NUMERIC.',
  })
  @ArrayMaxSize(20)
  @ArrayUnique()
  choiceIds!: string[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The number, for NUMERIC alone: at most 12 digits before and 8 after the point.',
  })
  number?: Decimal | null;
}

@InputType({ description: 'The answers of an attempt; a question that is left out gives no points.' })
export class AttemptSubmitInput {
  @Field(() => [AttemptAnswerInput], { description: 'Each question at most once.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  answers!: AttemptAnswerInput[];
}

@InputType({ description: 'Why a certification is taken away.' })
export class CertificationRevokeInput {
  @Field({ description: 'For the person and their firm to read.' })
  @Length(1, 2000)
  reason!: string;
}

@InputType({ description: 'Which assessments to list.' })
export class AssessmentFilter {
  @Field(() => [ID], { nullable: true })
  offeringId?: string[] | null;

  @Field(() => [AssessmentStatus], { nullable: true })
  status?: AssessmentStatus[] | null;
}

@InputType({ description: 'Which attempts to list.' })
export class AttemptFilter {
  @Field(() => [ID], { nullable: true })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true })
  assessmentId?: string[] | null;
}

@InputType({ description: 'Which certifications to list.' })
export class CertificationFilter {
  @Field(() => [ID], { nullable: true })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true })
  offeringId?: string[] | null;

  @Field(() => [CertificationStatus], { nullable: true, description: 'As they stand today.' })
  status?: CertificationStatus[] | null;
}

export const AssessmentPayload = payloadOf('Assessment', 'assessment', () => Assessment, 'the assessment');
export const AttemptPayload = payloadOf('Attempt', 'attempt', () => Attempt, 'the attempt');
export const CertificationPayload = payloadOf(
  'Certification',
  'certification',
  () => Certification,
  'the certification',
);
