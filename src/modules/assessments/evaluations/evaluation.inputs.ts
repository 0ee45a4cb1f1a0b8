import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { DateTime } from '../../../shared/graphql/scalars';
import { AssessmentEvaluation } from './evaluation.entity';
import { EvaluationStatus } from './evaluation.lifecycle';

@InputType({ description: 'When an evaluation takes place, and before whom.' })
export class EvaluationRescheduleInput {
  @Field(() => DateTime, { description: 'When it takes place; not in the past.' })
  scheduledAt!: Date;

  @Field(() => [ID], {
    description: 'Who assesses: from 1 to 5 active users with the role MENTOR, none of the own firm or the candidate.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  assessorIds!: string[];
}

@InputType({ description: 'Who is evaluated in what, when and before whom.' })
export class EvaluationScheduleInput extends EvaluationRescheduleInput {
  @Field(() => ID, { description: 'A published practical or interview.' })
  assessmentId!: string;

  @Field(() => ID, { description: 'The candidate: an active user.' })
  userId!: string;
}

@InputType({ description: 'The level that you give for a criterion.' })
export class CriterionLevelInput {
  @Field(() => ID, { description: 'Of the rubric.' })
  criterionId!: string;

  @Field(() => Int, { description: "From 0 to the criterion's maximum." })
  @Min(0)
  @Max(10)
  level!: number;

  @Field(() => String, { nullable: true, description: 'What you saw; the candidate reads it when it is concluded.' })
  @Length(1, 2000)
  comment?: string | null;
}

@InputType({ description: 'The levels that you give.' })
export class EvaluationScoreInput {
  @Field(() => [CriterionLevelInput], { description: 'One for each criterion of the rubric.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  levels!: CriterionLevelInput[];
}

@InputType({ description: 'How an evaluation is concluded.' })
export class EvaluationConcludeInput {
  @Field(() => String, {
    nullable: true,
    description: 'Why it is concluded without those who have given no levels; left out where all have.',
  })
  @Length(1, 2000)
  withoutMissing?: string | null;
}

@InputType({ description: 'Why an evaluation does not take place.' })
export class EvaluationCancelInput {
  @Reason('The candidate and the assessors read it.')
  reason!: string;
}

@InputType({ description: 'Which evaluations to list.' })
export class EvaluationFilter {
  @Field(() => [ID], { nullable: true, description: 'Of these candidates.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Of these firms' people." })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these editions of assessments; at most 100 ids.' })
  assessmentId?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Before this assessor.' })
  assessorId?: string | null;

  @Field(() => [EvaluationStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: EvaluationStatus[] | null;
}

export const EvaluationPayload = payloadOf(
  'Evaluation',
  'evaluation',
  () => AssessmentEvaluation,
  'the evaluation as it stands',
);
