import { ArrayMaxSize, ArrayMinSize, Length, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { Reason, RecordArgs } from '../../shared/graphql/arguments';
import { payloadOf } from '../../shared/graphql/payload';
import { AssistedDelivery, type PlannedMilestone } from './assisted-delivery.entity';
import { AssistedDeliveryStatus } from './assisted-delivery.lifecycle';
import { EvaluationComment } from './evaluation-comment.entity';
import { AssistanceMode } from './evaluation.formula';

@InputType({ description: 'How the mentor accompanies the partner to a milestone.' })
export class PlannedMilestoneInput implements PlannedMilestone {
  @Field(() => ID, { description: "A milestone of the project's signed statement of work." })
  milestoneId!: string;

  @Field(() => AssistanceMode, { description: 'Who leads until this milestone: the mentor, both, or the partner.' })
  mode!: AssistanceMode;
}

@InputType({ description: 'A mentor for a partner on a project.' })
export class AssistedDeliveryPlanInput {
  @Field(() => ID, { description: 'At the stage ASSISTED, of an ACTIVE partner that is staffed on the project.' })
  qualificationId!: string;

  @Field(() => ID, { description: 'The project on which the partner is to be accompanied.' })
  projectId!: string;

  @Field(() => ID, { description: "An active user of the vendor's staff with the role MENTOR." })
  mentorId!: string;

  @Field(() => [PlannedMilestoneInput], {
    description: 'Each milestone once, at least one; by their due dates the modes never go backwards.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  plan!: PlannedMilestoneInput[];
}

@InputType({ description: 'Further milestones for a mentor and a partner.' })
export class AssistedDeliveryExtendInput {
  @Field(() => [PlannedMilestoneInput], {
    description: 'Milestones that are not planned yet; with those that are, the modes never go backwards.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  milestones!: PlannedMilestoneInput[];
}

@InputType({ description: "A mentor's marks for a partner at a milestone, from 1 (poor) to 5 (excellent)." })
export class AssistedDeliveryEvaluateInput {
  @Field(() => ID, { description: 'One of the planned milestones that is not evaluated yet.' })
  milestoneId!: string;

  @Field(() => Int, { description: 'Was it done when it was due?' })
  @Min(1)
  @Max(5)
  timeliness!: number;

  @Field(() => Int, { description: 'Was it done well?' })
  @Min(1)
  @Max(5)
  quality!: number;

  @Field(() => Int, { description: 'Did everybody know what they had to know?' })
  @Min(1)
  @Max(5)
  communication!: number;

  @Field(() => Int, { description: 'How little help was needed?' })
  @Min(1)
  @Max(5)
  autonomy!: number;

  @Field({ description: 'What was good, and what can be better. The partner reads it.' })
  @Length(1, 5000)
  comment!: string;

  @Field({ description: 'What the marks rest on. The partner reads it.' })
  @Length(1, 5000)
  evidence!: string;
}

@InputType({ description: 'Another mentor for a partner on a project.' })
export class AssistedDeliveryReassignInput {
  @Field(() => ID, { description: "Another active user of the vendor's staff with the role MENTOR." })
  mentorId!: string;

  @Reason('The partner reads it.')
  reason!: string;
}

@InputType({ description: 'What a partner says to an evaluation.' })
export class AssistedDeliveryCommentInput {
  @Field({ description: 'For the mentor, and everybody who sees the evaluation. At most 5000 characters.' })
  @Length(1, 5000)
  text!: string;
}

/** How a mentor may conclude. */
export enum AssistedDeliveryOutcome {
  PASSED = 'PASSED',
  FAILED = 'FAILED',
}

registerEnumType(AssistedDeliveryOutcome, {
  name: 'AssistedDeliveryOutcome',
  description: 'What a mentor finds in the end.',
  valuesConfig: {
    PASSED: { description: 'The partner can do it.' },
    FAILED: { description: 'The partner cannot do it yet.' },
  },
});

@ArgsType()
export class ConclusionArgs extends RecordArgs {
  @Field(() => AssistedDeliveryOutcome, { description: 'Whether the partner can deliver alone.' })
  outcome!: AssistedDeliveryOutcome;

  @Field({ description: 'Why; the partner reads it. At most 5000 characters.' })
  @Length(1, 5000)
  comment!: string;
}

@InputType({ description: 'Which assisted deliveries to list.' })
export class AssistedDeliveryFilter {
  @Field(() => [ID], { nullable: true, description: 'Only those of these partners; at most 100 ids.' })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these service offerings; at most 100 ids.' })
  offeringId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those with one of these mentors; at most 100 ids.' })
  mentorId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these projects; at most 100 ids.' })
  projectId?: string[] | null;

  @Field(() => [AssistedDeliveryStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: AssistedDeliveryStatus[] | null;
}

export const AssistedDeliveryPayload = payloadOf(
  'AssistedDelivery',
  'assistedDelivery',
  () => AssistedDelivery,
  'the assisted delivery',
);

export const EvaluationCommentPayload = payloadOf(
  'EvaluationComment',
  'comment',
  () => EvaluationComment,
  'the comment',
);
