import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateTimeColumn,
  DecimalColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, Secret, StoredRecord } from '../../../shared/database/record';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, DecimalScalar } from '../../../shared/graphql/scalars';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Assessment } from '../assessments/assessment.entity';
import { EvaluationStatus } from './evaluation.lifecycle';

registerEnumType(EvaluationStatus, {
  name: 'EvaluationStatus',
  description: 'How far the evaluation of a practical or an interview is.',
  valuesConfig: {
    SCHEDULED: { description: 'Moment and assessors are named; afterwards each of them gives levels.' },
    PASSED: { description: 'Concluded: the score reached the pass mark, and no criterion is under its floor. Final.' },
    FAILED: { description: 'Concluded: the score is below the pass mark, or a criterion under its floor. Final.' },
    CANCELLED: { description: 'It did not take place; it counts as no attempt. Final.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'The level that an assessor gave for a criterion.' })
export class CriterionLevel {
  @Field(() => ID, { description: "Of the assessment's rubric." })
  criterionId!: string;

  @Field(() => Int, { description: "From 0 to the criterion's maximum." })
  level!: number;

  @Field(() => String, { nullable: true, description: 'What the assessor saw; null where nothing was noted.' })
  comment!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What the assessors together found for a criterion.' })
export class EvaluationCriterionResult {
  @Field(() => ID, { description: "Of the assessment's rubric." })
  criterionId!: string;

  @Field(() => DecimalScalar, { description: 'The mean level over the assessors, rounded half up to 2 decimals.' })
  meanLevel!: string;

  @Field({ description: 'Is the exact mean under the floor, which fails the whole?' })
  underFloor!: boolean;
}

@RecordType({
  prefix: 'assessment_evaluation',
  description:
    'A person is assessed in a practical or an interview, by one assessor or several, each with the same rubric. ' +
    'Concluded, it is an attempt like any other.',
})
@Index(['scheduledAt'])
@Index(['userId', 'scheduledAt'])
@Index(['partnerId', 'scheduledAt'])
@Index(['status', 'scheduledAt'])
export class AssessmentEvaluation extends StoredRecord {
  declare id: Id<'assessment_evaluation'>;

  @Index()
  @Field(() => ID, { description: 'The id of the edition of the assessment that the candidate takes.' })
  @IdColumn({ references: () => Assessment })
  assessmentId!: Id<'assessment'>;

  @TextColumn({ length: 64 })
  familyId!: Id<'assessmentfamily'>;

  @Field(() => ID, { description: 'The id of the service offering that the assessment belongs to.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @Field(() => ID, { description: 'The candidate.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The candidate's firm at the time; null for the vendor's staff." })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => DateTime, { description: 'When it takes place.' })
  @DateTimeColumn()
  scheduledAt!: Date;

  @Field(() => EvaluationStatus, {
    description: 'Where it stands in its life cycle. `availableActions` names the steps from here.',
  })
  @EnumColumn()
  status!: EvaluationStatus;

  /** One open evaluation per person and assessment: the two ids, and null when it is ended. */
  @Index({ unique: true })
  @TextColumn({ length: 140, nullable: true })
  openKey!: string | null;

  /** How often levels were given or changed: with it, a conclusion and a late level cannot pass each other unseen. */
  @IntColumn()
  scoreCount!: number;

  /** Was it stated that levels are late? Once is enough. */
  @BooleanColumn()
  overdueStated!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When it was concluded or cancelled; null before.' })
  @DateTimeColumn({ nullable: true })
  endedAt!: Date | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      '100 · Σ weight·level/max ÷ Σ weight in percent, mean over the assessors, rounded half up to 2 decimals; null ' +
      'until it is concluded.',
  })
  @DecimalColumn({ places: 2, nullable: true })
  scorePercent!: Decimal | null;

  @Field(() => [EvaluationCriterionResult], {
    nullable: true,
    description: 'For each criterion of the rubric; null until it is concluded.',
  })
  @JsonColumn({ nullable: true })
  results!: EvaluationCriterionResult[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was concluded without a missing assessor, or cancelled; null otherwise.',
  })
  @LongTextColumn({ nullable: true })
  note!: string | null;
}

@RecordType({
  prefix: 'evaluation_assessor',
  description: 'An assessor of an evaluation, with the levels that they gave.',
})
@Index(['evaluationId', 'assessorId'], { unique: true })
export class EvaluationAssessor extends StoredRecord {
  declare id: Id<'evaluation_assessor'>;

  @Field(() => ID, { description: 'The id of the evaluation that the assessor gives levels in.' })
  @IdColumn({ references: () => AssessmentEvaluation })
  evaluationId!: Id<'assessment_evaluation'>;

  @Index()
  @Field(() => ID, { description: 'Who assesses.' })
  @IdColumn({ references: () => User })
  assessorId!: Id<'user'>;

  /** Of the evaluation, as is the firm: who is assessed. */
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  /** Shown by a resolver, as who may see them depends on whether the evaluation is open. */
  @Secret()
  @JsonColumn({ nullable: true })
  levels!: CriterionLevel[] | null;

  @Field(() => DateTime, { nullable: true, description: 'When the levels were last given; null where none are.' })
  @DateTimeColumn({ nullable: true })
  scoredAt!: Date | null;

  /** When another took their place; null where they assess. */
  @DateTimeColumn({ nullable: true })
  releasedAt!: Date | null;

  /** Is the evaluation open? While it is, assessors do not see each other's levels. */
  @BooleanColumn()
  open!: boolean;
}
