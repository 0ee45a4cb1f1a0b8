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
  description: 'How an attempt stands.',
  valuesConfig: {
    OPEN: { description: 'Can be answered and submitted until its limit.' },
    PASSED: { description: 'The score reached the pass mark.' },
    FAILED: { description: 'The score is below the pass mark.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'What the candidate answered to a question, and what it gave once the attempt is closed.',
})
export class AttemptAnswer implements GivenAnswer {
  @Field(() => ID, { description: 'The id of the question that was answered.' })
  questionId!: string;

  @Field(() => [ID], { description: 'The chosen choices; empty for a numeric question, and where there is no answer.' })
  choiceIds!: string[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The given number; null for a question of choices, and where there is no answer.',
  })
  number!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The points that the answer gave; null until the attempt is closed.',
  })
  points!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The points that the best answer gives; null until the attempt is closed.',
  })
  possiblePoints!: string | null;
}

@RecordType({ prefix: 'attempt', description: 'A person takes an assessment, once.' })
@Index(['userId', 'assessmentId', 'number'], { unique: true })
@Index(['userId', 'offeringId'])
@Index(['partnerId', 'startedAt'])
@Index(['startedAt'])
@Index(['status', 'dueAt'])
export class Attempt extends StoredRecord {
  declare id: Id<'attempt'>;

  @Index()
  @Field(() => ID, { description: 'The id of the edition of the assessment that is taken.' })
  @IdColumn({ references: () => Assessment })
  assessmentId!: Id<'assessment'>;

  /** Of the assessment: a pass counts for all its editions. */
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

  @Field(() => Int, { description: "Which of the person's attempts at this edition it is, from 1." })
  @IntColumn()
  number!: number;

  @Field(() => AttemptStatus, { description: 'Whether the candidate is still answering, or how it ended.' })
  @EnumColumn()
  status!: AttemptStatus;

  /** A person has one open attempt per offering: the two ids, and null when it is closed. */
  @Index({ unique: true })
  @TextColumn({ length: 140, nullable: true })
  openKey!: string | null;

  /** No two passes of a person in an offering are weighed at the same time: the two ids, and which pass it is. */
  @Index({ unique: true })
  @TextColumn({ length: 160, nullable: true })
  passKey!: string | null;

  @Field(() => DateTime, { description: 'When it was started; of an evaluation, when it took place.' })
  @DateTimeColumn()
  startedAt!: Date;

  @Field(() => DateTime, { description: 'Until when it can be submitted; of an evaluation, when it was concluded.' })
  @DateTimeColumn()
  dueAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was closed; null until then.' })
  @DateTimeColumn({ nullable: true })
  closedAt!: Date | null;

  @Field({ description: 'Was it closed by its time limit, with what was answered by then?' })
  @BooleanColumn({ nullable: true })
  timedOut!: boolean;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      '100 · points ÷ possible points, in percent, rounded half up to 2 decimals, never below 0; of an evaluation, its ' +
      'score. Null until it is closed.',
  })
  @DecimalColumn({ places: 2, nullable: true })
  scorePercent!: Decimal | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which the pass counts; null where it never ends, and for what is not passed.',
  })
  @DateColumn({ nullable: true })
  validUntil!: PlainDate | null;

  @Index({ unique: true })
  @Field(() => ID, { nullable: true, description: 'The evaluation whose outcome it is; null for an exam.' })
  @IdColumn({ nullable: true })
  evaluationId!: Id<'assessment_evaluation'> | null;

  /**
   * What is asked, as it was drawn and shuffled for this attempt; empty for an evaluation. There for every row, as
   * `timedOut` and `givenAnswers` are; nullable, as columns are that were added to rows.
   */
  @Secret()
  @JsonColumn({ nullable: true })
  paper!: AttemptQuestion[];

  /** What was answered so far; with the attempt's closing one for each question, with what it gave. */
  @Secret()
  @JsonColumn({ nullable: true })
  givenAnswers!: AttemptAnswer[];
}
