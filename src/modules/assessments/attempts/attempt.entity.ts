import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  DateTimeColumn,
  DecimalColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, Secret, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Assessment } from '../assessments/assessment.entity';
import type { AttemptQuestion } from '../assessments/question.types';
import { AttemptStatus } from './attempt.lifecycle';
import type { GivenAnswer } from './scoring.formula';

registerEnumType(AttemptStatus, {
  name: 'AttemptStatus',
  description: 'Whether an attempt is open, passed, or failed.',
  valuesConfig: {
    OPEN: { description: 'Can be answered and submitted until its time limit.' },
    PASSED: { description: 'The score reached the pass mark.' },
    FAILED: { description: 'The score is below the pass mark.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "A candidate's answer to a question, with its points once the attempt is closed.",
})
export class AttemptAnswer implements GivenAnswer {
  @Field(() => ID, { description: 'The id of the question that was answered.' })
  questionId!: string;

  @Field(() => [ID], { description: 'The chosen choices; empty for a numeric question, and without an answer.' })
  choiceIds!: string[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The given number; null for a question with choices, and without an answer.',
  })
  number!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The points of the answer; null until the attempt is closed.',
  })
  points!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The points of the best answer; null until the attempt is closed.',
  })
  possiblePoints!: string | null;
}

@RecordType({ prefix: 'attempt', description: 'One person taking one assessment, once.' })
@Index(['userId', 'assessmentId', 'number'], { unique: true })
@Index(['userId', 'offeringId'])
@Index(['partnerId', 'startedAt'])
@Index(['startedAt'])
@Index(['status', 'dueAt'])
export class Attempt extends StoredRecord {
  declare id: Id<'attempt'>;

  @Index()
  @Field(() => ID, { description: 'The id of the edition of the assessment.' })
  @IdColumn({ references: () => Assessment })
  assessmentId!: Id<'assessment'>;

  /** The assessment's family, because a pass counts for all its editions. */
  @TextColumn({ length: 64 })
  familyId!: Id<'assessmentfamily'>;

  @Field(() => ID, { description: 'The id of the service offering that the assessment belongs to.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @Field(() => ID, { description: 'The id of the candidate.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The person's firm at the time; null for the vendor's staff." })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => Int, { description: "The number of the person's attempt at this edition, from 1." })
  @IntColumn()
  number!: number;

  @Field(() => AttemptStatus, { description: 'Whether the attempt is open, or how it ended.' })
  @EnumColumn()
  status!: AttemptStatus;

  /** A person has at most one open attempt per offering: the two ids, and null when it is closed. */
  @Index({ unique: true })
  @TextColumn({ length: 140, nullable: true })
  openKey!: string | null;

  /** Orders concurrent passes of a person in an offering: the two ids and the number of the pass. */
  @Index({ unique: true })
  @TextColumn({ length: 160, nullable: true })
  passKey!: string | null;

  @Field(() => DateTime, { description: 'The time of the start; for an evaluation, the time at which it took place.' })
  @DateTimeColumn()
  startedAt!: Date;

  @Field(() => DateTime, {
    description: 'The time limit for its submission; for an evaluation, the time at which it was concluded.',
  })
  @DateTimeColumn()
  dueAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'The time at which it was closed; null until then.' })
  @DateTimeColumn({ nullable: true })
  closedAt!: Date | null;

  @Field({ description: 'Whether the time limit closed it, with the answers given by then.' })
  @BooleanColumn({ nullable: true })
  timedOut!: boolean;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      '100 · points ÷ possible points, in percent, rounded half up to 2 decimals, never below 0; for an evaluation, its score. Null until it is closed.',
  })
  @DecimalColumn({ places: 2, nullable: true })
  scorePercent!: Decimal | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which the pass counts; null if it never ends, and without a pass.',
  })
  @DateColumn({ nullable: true })
  validUntil!: PlainDate | null;

  @Index({ unique: true })
  @Field(() => ID, { nullable: true, description: 'The evaluation whose outcome this is; null for an exam.' })
  @IdColumn({ nullable: true })
  evaluationId!: Id<'assessment_evaluation'> | null;

  /**
   * The questions as drawn and shuffled for this attempt; empty for an evaluation. Set in every row, like `timedOut`
   * and `givenAnswers`; nullable because the columns were added later.
   */
  @Secret()
  @JsonColumn({ nullable: true })
  paper!: AttemptQuestion[];

  /** The answers so far; after closing, one for each question, with its points. */
  @Secret()
  @JsonColumn({ nullable: true })
  givenAnswers!: AttemptAnswer[];
}
