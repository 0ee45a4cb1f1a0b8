import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { DateTime } from '../../../shared/graphql/scalars';
import { AssessmentEvaluation } from './evaluation.entity';
import { EvaluationStatus } from './evaluation.lifecycle';

@InputType({ description: 'The time and the assessors of an evaluation.' })
export class EvaluationRescheduleInput {
  @Field(() => DateTime, { description: 'The time at which it takes place; not in the past.' })
  scheduledAt!: Date;

  @Field(() => [ID], {
    description:
      "The assessors: from 1 to 5 active users with the role MENTOR, neither the candidate nor from the candidate's firm.",
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  assessorIds!: string[];
}

@InputType({ description: 'A new evaluation: the candidate, the assessment, the time and the assessors.' })
export class EvaluationScheduleInput extends EvaluationRescheduleInput {
  @Field(() => ID, { description: 'A published practical or interview.' })
  assessmentId!: string;

  @Field(() => ID, { description: 'The candidate: an active user.' })
  userId!: string;
}

@InputType({ description: 'Your level for a criterion.' })
export class CriterionLevelInput {
  @Field(() => ID, { description: 'The id of the criterion in the rubric.' })
  criterionId!: string;

  @Field(() => Int, { description: "From 0 to the criterion's maximum." })
  @Min(0)
  @Max(10)
  level!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Your observations; the candidate can read them once the evaluation is concluded.',
  })
  @Length(1, 2000)
  comment?: string | null;
}

@InputType({ description: 'Your levels.' })
export class EvaluationScoreInput {
  @Field(() => [CriterionLevelInput], { description: 'One for each criterion of the rubric.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  levels!: CriterionLevelInput[];
}

@InputType({ description: 'The conclusion of an evaluation.' })
export class EvaluationConcludeInput {
  @Field(() => String, {
    nullable: true,
    description: 'Why it is concluded without the assessors who have given no levels; left out if all have.',
  })
  @Length(1, 2000)
  withoutMissing?: string | null;
}

@InputType({ description: 'The reason why an evaluation is cancelled.' })
export class EvaluationCancelInput {
  @Reason('The candidate and the assessors can read it.')
  reason!: string;
}

@InputType({ description: 'Which evaluations to list.' })
export class EvaluationFilter {
  @Field(() => [ID], { nullable: true, description: 'Only evaluations of these candidates.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Only evaluations of these firms' people." })
  partnerId?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only evaluations for these editions of assessments; at most 100 ids.',
  })
  assessmentId?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Only evaluations with this assessor.' })
  assessorId?: string | null;

  @Field(() => [EvaluationStatus], { nullable: true, description: 'Only evaluations in one of these statuses.' })
  status?: EvaluationStatus[] | null;
}

export const EvaluationPayload = payloadOf(
  'Evaluation',
  'evaluation',
  () => AssessmentEvaluation,
  'the evaluation after the step',
);
