import { ArrayMaxSize, ArrayMinSize, Length, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { Reason, RecordArgs } from '../../shared/graphql/arguments';
import { payloadOf } from '../../shared/graphql/payload';
import { AssistedDelivery, type PlannedMilestone } from './assisted-delivery.entity';
import { AssistedDeliveryStatus } from './assisted-delivery.lifecycle';
import { EvaluationComment } from './evaluation-comment.entity';
import { AssistanceMode } from './evaluation.formula';

@InputType({ description: 'A milestone of an assisted delivery, with its mode.' })
export class PlannedMilestoneInput implements PlannedMilestone {
  @Field(() => ID, { description: "A milestone of the project's signed statement of work." })
  milestoneId!: string;

  @Field(() => AssistanceMode, { description: 'Who leads until this milestone: the mentor, both, or the partner.' })
  mode!: AssistanceMode;
}

@InputType({ description: 'A mentor for a partner on a project.' })
export class AssistedDeliveryPlanInput {
  @Field(() => ID, {
    description: 'A qualification at the stage ASSISTED, of an ACTIVE partner that is staffed on the project.',
  })
  qualificationId!: string;

  @Field(() => ID, { description: 'The project on which the partner is to be accompanied.' })
  projectId!: string;

  @Field(() => ID, { description: "An active user of the vendor's staff with the role MENTOR." })
  mentorId!: string;

  @Field(() => [PlannedMilestoneInput], {
    description: 'At least one milestone, each once; in the order of due dates, the modes must never go backwards.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  plan!: PlannedMilestoneInput[];
}

@InputType({ description: 'Milestones to add to an assisted delivery.' })
export class AssistedDeliveryExtendInput {
  @Field(() => [PlannedMilestoneInput], {
    description:
      'Milestones that are not planned yet; together with the planned ones, the modes must never go backwards.',
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

  @Field(() => Int, { description: 'Was it done on time?' })
  @Min(1)
  @Max(5)
  timeliness!: number;

  @Field(() => Int, { description: 'Was it done well?' })
  @Min(1)
  @Max(5)
  quality!: number;

  @Field(() => Int, { description: 'Was everyone kept informed?' })
  @Min(1)
  @Max(5)
  communication!: number;

  @Field(() => Int, { description: 'How little help did the partner need?' })
  @Min(1)
  @Max(5)
  autonomy!: number;

  @Field({ description: 'Strengths and possible improvements. The partner can read it.' })
  @Length(1, 5000)
  comment!: string;

  @Field({ description: 'The evidence for the marks. The partner can read it.' })
  @Length(1, 5000)
  evidence!: string;
}

@InputType({ description: 'The replacement of a mentor.' })
export class AssistedDeliveryReassignInput {
  @Field(() => ID, { description: "Another active user of the vendor's staff with the role MENTOR." })
  mentorId!: string;

  @Reason('The partner can read it.')
  reason!: string;
}

@InputType({ description: "A partner's comment on an evaluation." })
export class AssistedDeliveryCommentInput {
  @Field({ description: 'The comment, visible to everyone who sees the evaluation; at most 5000 characters.' })
  @Length(1, 5000)
  text!: string;
}

/** The outcomes that a mentor can decide on. */
export enum AssistedDeliveryOutcome {
  PASSED = 'PASSED',
  FAILED = 'FAILED',
}

registerEnumType(AssistedDeliveryOutcome, {
  name: 'AssistedDeliveryOutcome',
  description: "The mentor's decision at the end.",
  valuesConfig: {
    PASSED: { description: 'The partner can deliver alone.' },
    FAILED: { description: 'The partner cannot deliver alone yet.' },
  },
});

@ArgsType()
export class ConclusionArgs extends RecordArgs {
  @Field(() => AssistedDeliveryOutcome, { description: 'Whether the partner can deliver alone.' })
  outcome!: AssistedDeliveryOutcome;

  @Field({ description: 'The reason, which the partner can read; at most 5000 characters.' })
  @Length(1, 5000)
  comment!: string;
}

@InputType({ description: 'Which assisted deliveries to list.' })
export class AssistedDeliveryFilter {
  @Field(() => [ID], { nullable: true, description: 'Only deliveries of these partners; at most 100 ids.' })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only deliveries of these service offerings; at most 100 ids.' })
  offeringId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only deliveries with one of these mentors; at most 100 ids.' })
  mentorId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only deliveries on these projects; at most 100 ids.' })
  projectId?: string[] | null;

  @Field(() => [AssistedDeliveryStatus], { nullable: true, description: 'Only deliveries in one of these statuses.' })
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
