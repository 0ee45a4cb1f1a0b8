import { ArrayMaxSize, ArrayUnique, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import { Assessment } from './assessment.entity';
import { AssessmentKind, AssessmentStatus } from './assessment.lifecycle';
import { QuestionInput, QuestionPoolInput } from './question.inputs';

@InputType({ description: 'The complete rules of an assessment.' })
export class AssessmentUpdateInput {
  @Field({ description: 'The title of the assessment.' })
  @Length(1, 200)
  title!: string;

  @Field({ defaultValue: true, description: 'Whether the certification for the offering requires a pass of it.' })
  required!: boolean;

  @Field(() => DecimalScalar, {
    description: 'The minimum score for a pass, in percent: above 0, at most 100, with at most 2 decimals.',
  })
  passMark!: Decimal;

  @Field(() => Int, {
    description: 'The time limit in minutes, from 1 to 1,440, at which the platform closes an exam.',
  })
  @Min(1)
  @Max(1_440)
  timeLimitMinutes!: number;

  @Field(() => Int, { description: 'The number of attempts until a pass, from 1 to 100.' })
  @Min(1)
  @Max(100)
  maximumAttempts!: number;

  @Field(() => Int, { description: 'The number of days to wait after a failed attempt, from 0 to 365.' })
  @Min(0)
  @Max(365)
  coolOffDays!: number;

  @Field(() => Int, { description: 'The number of months for which a pass counts, from 1 to 120; 0 means forever.' })
  @Min(0)
  @Max(120)
  validityMonths!: number;

  @Field(() => [QuestionPoolInput], {
    defaultValue: [],
    description:
      'The pools from which questions are drawn, at most 20; only for an exam. A pool with questions cannot be removed.',
  })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  pools!: QuestionPoolInput[];

  @Field({ defaultValue: false, description: 'Whether each attempt has the questions in its own random order.' })
  shuffleQuestions!: boolean;

  @Field({
    defaultValue: false,
    description: 'Whether each attempt has the choices of a question in its own random order.',
  })
  shuffleChoices!: boolean;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Published assessments of the offering that must be passed first, at most 10.',
  })
  @ArrayMaxSize(10)
  @ArrayUnique()
  prerequisiteIds!: string[];
}

@InputType({ description: 'A new assessment, or the next edition of one.' })
export class AssessmentDraftInput extends AssessmentUpdateInput {
  @Field(() => ID, { description: 'The offering that it belongs to; that of the predecessor, if there is one.' })
  offeringId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The published edition that this one is to succeed, from which the rubric is copied; left out for a new assessment.',
  })
  predecessorId?: string | null;

  @Field(() => AssessmentKind, {
    defaultValue: AssessmentKind.EXAM,
    description: 'The kind; that of the predecessor, if there is one.',
  })
  kind!: AssessmentKind;

  @Field(() => [QuestionInput], {
    nullable: true,
    description:
      'In order, at most 300, only for an exam; more can be added to the draft. If left out, those of the predecessor, if there is one.',
  })
  @ArrayMaxSize(300)
  @ValidateNested({ each: true })
  questions?: QuestionInput[] | null;
}

@InputType({ description: 'The reason why an assessment is retired.' })
export class AssessmentRetireInput {
  @Reason('Candidates and colleagues can read it.')
  reason!: string;
}

@InputType({ description: 'Which assessments to list.' })
export class AssessmentFilter {
  @Field(() => [ID], { nullable: true, description: 'Only assessments of these service offerings; at most 100 ids.' })
  offeringId?: string[] | null;

  @Field(() => [AssessmentStatus], { nullable: true, description: 'Only editions in one of these statuses.' })
  status?: AssessmentStatus[] | null;
}

export const AssessmentPayload = payloadOf('Assessment', 'assessment', () => Assessment, 'the assessment');
