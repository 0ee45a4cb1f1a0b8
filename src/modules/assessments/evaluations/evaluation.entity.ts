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
  description: 'The status of the evaluation of a practical or an interview.',
  valuesConfig: {
    SCHEDULED: { description: 'Scheduled with a time and assessors; afterwards each of them gives levels.' },
    PASSED: { description: 'Concluded: the score reaches the pass mark, and no criterion is below its floor. Final.' },
    FAILED: { description: 'Concluded: the score is below the pass mark, or a criterion is below its floor. Final.' },
    CANCELLED: { description: 'It did not take place, and does not count as an attempt. Final.' },
  },
});

@ObjectType({ simpleResolvers: true, description: "An assessor's level for a criterion." })
export class CriterionLevel {
  @Field(() => ID, { description: "The id of the criterion in the assessment's rubric." })
  criterionId!: string;

  @Field(() => Int, { description: "From 0 to the criterion's maximum." })
  level!: number;

  @Field(() => String, { nullable: true, description: "The assessor's observations; null without any." })
  comment!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The joint result of the assessors for a criterion.' })
export class EvaluationCriterionResult {
  @Field(() => ID, { description: "The id of the criterion in the assessment's rubric." })
  criterionId!: string;

  @Field(() => DecimalScalar, { description: 'The mean level over the assessors, rounded half up to 2 decimals.' })
  meanLevel!: string;

  @Field({ description: 'Whether the exact mean is below the floor, which fails the whole evaluation.' })
  underFloor!: boolean;
}

@RecordType({
  prefix: 'assessment_evaluation',
  description:
    'The evaluation of a person in a practical or an interview by one or several assessors, all with the same rubric. Once concluded, it is an attempt like any other.',
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

  @Field(() => ID, { description: 'The id of the candidate.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The candidate's firm at the time; null for the vendor's staff." })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => DateTime, { description: 'The time at which it takes place.' })
  @DateTimeColumn()
  scheduledAt!: Date;

  @Field(() => EvaluationStatus, {
    description: 'The status of the evaluation. `availableActions` lists the possible steps.',
  })
  @EnumColumn()
  status!: EvaluationStatus;

  /** A person has at most one open evaluation per assessment: the two ids, and null when it has ended. */
  @Index({ unique: true })
  @TextColumn({ length: 140, nullable: true })
  openKey!: string | null;

  /** Incremented whenever levels are given or changed, so that a conclusion and a concurrent level conflict. */
  @IntColumn()
  scoreCount!: number;

  /** Whether it was recorded that levels are late, which happens only once. */
  @BooleanColumn()
  overdueStated!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which it was concluded or cancelled; null before that.',
  })
  @DateTimeColumn({ nullable: true })
  endedAt!: Date | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      '100 · Σ weight·level/max ÷ Σ weight in percent, mean over the assessors, rounded half up to 2 decimals; null until it is concluded.',
  })
  @DecimalColumn({ places: 2, nullable: true })
  scorePercent!: Decimal | null;

  @Field(() => [EvaluationCriterionResult], {
    nullable: true,
    description: 'The result for each criterion of the rubric; null until it is concluded.',
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
  description: 'An assessor of an evaluation, with their levels.',
})
@Index(['evaluationId', 'assessorId'], { unique: true })
export class EvaluationAssessor extends StoredRecord {
  declare id: Id<'evaluation_assessor'>;

  @Field(() => ID, { description: 'The id of the evaluation that the assessor scores.' })
  @IdColumn({ references: () => AssessmentEvaluation })
  evaluationId!: Id<'assessment_evaluation'>;

  @Index()
  @Field(() => ID, { description: 'The id of the user who assesses.' })
  @IdColumn({ references: () => User })
  assessorId!: Id<'user'>;

  /** The candidate; copied from the evaluation, like the firm. */
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  /** Published by a resolver, because its visibility depends on whether the evaluation is open. */
  @Secret()
  @JsonColumn({ nullable: true })
  levels!: CriterionLevel[] | null;

  @Field(() => DateTime, { nullable: true, description: 'The time at which levels were last given; null before that.' })
  @DateTimeColumn({ nullable: true })
  scoredAt!: Date | null;

  /** The time at which another assessor replaced them; null while they assess. */
  @DateTimeColumn({ nullable: true })
  releasedAt!: Date | null;

  /** Is the evaluation open? Until it is concluded, assessors do not see each other's levels. */
  @BooleanColumn()
  open!: boolean;
}
