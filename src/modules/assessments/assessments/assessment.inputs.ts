import { ArrayMaxSize, ArrayUnique, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import { Assessment } from './assessment.entity';
import { AssessmentKind, AssessmentStatus } from './assessment.lifecycle';
import { QuestionInput, QuestionPoolInput } from './question.inputs';

@InputType({ description: 'The rules of an assessment.' })
export class AssessmentUpdateInput {
  @Field({ description: 'What the assessment is called.' })
  @Length(1, 200)
  title!: string;

  @Field({ defaultValue: true, description: 'Does the certification for the offering take passing this one?' })
  required!: boolean;

  @Field(() => DecimalScalar, {
    description: 'The score from which it is passed: percent, above 0, at most 100, with at most 2 decimals.',
  })
  passMark!: Decimal;

  @Field(() => Int, { description: 'How long it may take: from 1 to 1,440 minutes; the platform closes an exam then.' })
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

  @Field(() => [QuestionPoolInput], {
    defaultValue: [],
    description: 'From which questions are drawn, at most 20; for an exam alone. One that questions name stays.',
  })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  pools!: QuestionPoolInput[];

  @Field({ defaultValue: false, description: 'Has each attempt the questions in an order of its own?' })
  shuffleQuestions!: boolean;

  @Field({ defaultValue: false, description: 'Has each attempt the choices of a question in an order of its own?' })
  shuffleChoices!: boolean;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Published assessments of the offering that must be passed before this one is taken, at most 10.',
  })
  @ArrayMaxSize(10)
  @ArrayUnique()
  prerequisiteIds!: string[];
}

@InputType({ description: 'An assessment, or the next edition of one.' })
export class AssessmentDraftInput extends AssessmentUpdateInput {
  @Field(() => ID, { description: 'The offering that it belongs to; that of the predecessor, where there is one.' })
  offeringId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The published edition that this one is to succeed, whose rubric it begins with; left out for a new assessment.',
  })
  predecessorId?: string | null;

  @Field(() => AssessmentKind, {
    defaultValue: AssessmentKind.EXAM,
    description: 'How one is assessed; that of the predecessor, where there is one.',
  })
  kind!: AssessmentKind;

  @Field(() => [QuestionInput], {
    nullable: true,
    description:
      'In order, at most 300, for an exam alone; more can be added while it is a draft. Left out: those of the ' +
      'predecessor, or none.',
  })
  @ArrayMaxSize(300)
  @ValidateNested({ each: true })
  questions?: QuestionInput[] | null;
}

@InputType({ description: 'Why an assessment is retired.' })
export class AssessmentRetireInput {
  @Reason('Candidates and colleagues read it.')
  reason!: string;
}

@InputType({ description: 'Which assessments to list.' })
export class AssessmentFilter {
  @Field(() => [ID], { nullable: true, description: 'Only those of these service offerings; at most 100 ids.' })
  offeringId?: string[] | null;

  @Field(() => [AssessmentStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: AssessmentStatus[] | null;
}

export const AssessmentPayload = payloadOf('Assessment', 'assessment', () => Assessment, 'the assessment');
