import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  DecimalColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
} from '../../shared/database/columns';
import { RecordType, Secret, StoredRecord } from '../../shared/database/record';
import type { PlainDate } from '../../shared/domain/dates';
import type { Decimal } from '../../shared/domain/decimal';
import type { Id } from '../../shared/domain/ids';
import { DateTime, DecimalScalar, PlainDateScalar } from '../../shared/graphql/scalars';
import { ServiceOffering } from '../catalog';
import { User } from '../identity';
import { Assessment } from './assessment.entity';
import { AttemptStatus } from './attempt.lifecycle';
import type { GivenAnswer } from './scoring.formula';

registerEnumType(AttemptStatus, {
  name: 'AttemptStatus',
  description: 'How an attempt stands.',
  valuesConfig: {
    OPEN: { description: 'Can be submitted until its limit.' },
    PASSED: { description: 'The score reached the pass mark.' },
    FAILED: { description: 'The score is below the pass mark.' },
    TIMED_OUT: { description: 'Nothing was submitted in time; scored 0.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'What the candidate answered to a question, and what it gave.' })
export class AttemptAnswer implements GivenAnswer {
  @Field(() => ID)
  questionId!: string;

  @Field(() => [ID], { description: 'The chosen choices; empty for a numeric question.' })
  choiceIds!: string[];

  @Field(() => DecimalScalar, { nullable: true, description: 'The given number; null for a question of choices.' })
  number!: string | null;

  @Field(() => DecimalScalar, { description: 'The points that the answer gave.' })
  points!: string;

  @Field(() => DecimalScalar, { description: 'The points that the best answer gives.' })
  possiblePoints!: string;
}

@RecordType({ prefix: 'attempt', description: 'A person takes an assessment, once.' })
@Index(['userId', 'assessmentId', 'number'], { unique: true })
@Index(['userId', 'offeringId'])
@Index(['partnerId', 'startedAt'])
@Index(['startedAt'])
export class Attempt extends StoredRecord {
  declare id: Id<'attempt'>;

  @Index()
  @Field(() => ID)
  @IdColumn({ references: () => Assessment })
  assessmentId!: Id<'assessment'>;

  /** Of the assessment: a pass counts for all its editions. */
  @TextColumn({ length: 64 })
  familyId!: Id<'assessmentfamily'>;

  @Field(() => ID)
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @Field(() => ID)
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The person's firm at the time; null for the vendor's staff." })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => Int, { description: "Which of the person's attempts at this edition it is, from 1." })
  @IntColumn()
  number!: number;

  @Field(() => AttemptStatus)
  @EnumColumn()
  status!: AttemptStatus;

  /** A person has one open attempt per offering: the two ids, and null when it is closed. */
  @Index({ unique: true })
  @TextColumn({ length: 140, nullable: true })
  openKey!: string | null;

  @Field(() => DateTime, { description: 'When it was started.' })
  @DateTimeColumn()
  startedAt!: Date;

  @Field(() => DateTime, { description: 'Until when it can be submitted.' })
  @DateTimeColumn()
  dueAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was closed; null until then.' })
  @DateTimeColumn({ nullable: true })
  closedAt!: Date | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      '100 · points ÷ possible points, in percent, rounded half up to 2 decimals, never below 0; null until it is closed.',
  })
  @DecimalColumn({ places: 2, nullable: true })
  scorePercent!: Decimal | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which the pass counts; null where it never ends, and for what is not passed.',
  })
  @DateColumn({ nullable: true })
  validUntil!: PlainDate | null;

  @Secret()
  @JsonColumn({ nullable: true })
  markedAnswers!: AttemptAnswer[] | null;
}
