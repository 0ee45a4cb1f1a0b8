import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  DecimalColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
} from '../../shared/database/columns';
import { RecordType, Secret, StoredRecord, VendorOnly } from '../../shared/database/record';
import type { PlainDate } from '../../shared/domain/dates';
import type { Decimal } from '../../shared/domain/decimal';
import type { Id } from '../../shared/domain/ids';
import { DecimalScalar, PlainDateScalar } from '../../shared/graphql/scalars';
import { ServiceOffering } from '../catalog';
import { AssessmentStatus } from './assessment.lifecycle';
import { type NumericKey, QuestionKind, type ScoredChoice, type ScoredQuestion } from './scoring.formula';

registerEnumType(AssessmentStatus, {
  name: 'AssessmentStatus',
  description: 'Where an edition of an assessment stands.',
  valuesConfig: {
    DRAFT: { description: 'Being written; nobody can take it.' },
    PUBLISHED: { description: 'Can be taken; never changed again.' },
    SUPERSEDED: { description: 'A later edition is published; attempts at this one are kept and go on.' },
    DISCARDED: { description: 'Given up before it was published.' },
  },
});

export enum AssessmentKind {
  EXAM = 'EXAM',
}

registerEnumType(AssessmentKind, {
  name: 'AssessmentKind',
  description: 'How one is assessed.',
  valuesConfig: { EXAM: { description: 'Questions that the platform marks.' } },
});

registerEnumType(QuestionKind, {
  name: 'QuestionKind',
  description: 'How a question is answered.',
  valuesConfig: {
    SINGLE_CHOICE: { description: 'By one of its choices.' },
    MULTIPLE_CHOICE: { description: 'By any of its choices.' },
    TRUE_FALSE: { description: 'By one of its two choices.' },
    NUMERIC: { description: 'By a number; it is right within the tolerance.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A choice of a question and the points that it gives.' })
export class QuestionChoice implements ScoredChoice {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'What the choice says.' })
  text!: string;

  @Field(() => DecimalScalar, { description: 'What choosing it gives; below 0 where it costs.' })
  points!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The right answer of a numeric question and what it gives.' })
export class NumericAnswerKey implements NumericKey {
  @Field(() => DecimalScalar, { description: 'The right number.' })
  answer!: string;

  @Field(() => DecimalScalar, { description: 'How far an answer may be off, either way, and still be right.' })
  tolerance!: string;

  @Field(() => DecimalScalar, { description: 'What a right answer gives.' })
  points!: string;

  @Field(() => DecimalScalar, { description: 'What a wrong answer gives: 0 or less.' })
  wrongPoints!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A question as its authors see it, with the points of each answer.' })
export class Question implements ScoredQuestion {
  @Field(() => ID)
  id!: string;

  @Field(() => QuestionKind)
  kind!: QuestionKind;

  @Field({ description: 'What is asked.' })
  text!: string;

  @Field(() => [QuestionChoice], { description: 'In order; empty for a numeric question.' })
  choices!: QuestionChoice[];

  @Field(() => NumericAnswerKey, { nullable: true, description: 'Of a numeric question; null for the others.' })
  numeric!: NumericAnswerKey | null;
}

@ObjectType({ simpleResolvers: true, description: 'A choice as a candidate sees it.' })
export class AttemptChoice {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'What the choice says.' })
  text!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A question as a candidate sees it: no points, no right answer.' })
export class AttemptQuestion {
  @Field(() => ID)
  id!: string;

  @Field(() => QuestionKind)
  kind!: QuestionKind;

  @Field({ description: 'What is asked.' })
  text!: string;

  @Field(() => [AttemptChoice], { description: 'In order; empty for a numeric question.' })
  choices!: AttemptChoice[];
}

@RecordType({
  prefix: 'assessment',
  description:
    'One edition of an assessment of an offering. A published edition is never changed: a new one succeeds it.',
})
@Index(['familyId', 'edition'], { unique: true })
@Index(['createdAt'])
export class Assessment extends StoredRecord {
  declare id: Id<'assessment'>;

  @Index()
  @Field(() => ID)
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  /** The same for all editions of one assessment. */
  @TextColumn({ length: 64 })
  familyId!: Id<'assessmentfamily'>;

  @Field(() => Int, { nullable: true, description: '1, 2, … in the order of publishing; null until it is published.' })
  @IntColumn({ nullable: true })
  edition!: number | null;

  @Field(() => ID, { nullable: true, description: 'The edition that this one succeeds; null for the first.' })
  @IdColumn({ nullable: true, references: () => Assessment })
  predecessorId!: Id<'assessment'> | null;

  @Field(() => AssessmentKind)
  @EnumColumn()
  kind!: AssessmentKind;

  @Field({ description: 'What the assessment is called.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Index()
  @Field(() => AssessmentStatus)
  @EnumColumn()
  status!: AssessmentStatus;

  @Field({ description: 'Does the certification for the offering take passing this one?' })
  @BooleanColumn()
  required!: boolean;

  @Field(() => DecimalScalar, { description: 'The score from which it is passed: percent, above 0, at most 100.' })
  @DecimalColumn({ places: 2 })
  passMark!: Decimal;

  @Field(() => Int, { description: 'How long an attempt may take, in minutes.' })
  @IntColumn()
  timeLimitMinutes!: number;

  @Field(() => Int, { description: 'How many attempts a person has at this edition until they pass.' })
  @IntColumn()
  maximumAttempts!: number;

  @Field(() => Int, { description: 'How many days one waits after a failed attempt.' })
  @IntColumn()
  coolOffDays!: number;

  @Field(() => Int, { description: 'For how many months a pass counts; 0 for ever.' })
  @IntColumn()
  validityMonths!: number;

  @Field(() => Int, { description: 'How many questions it has.' })
  @IntColumn()
  questionCount!: number;

  @Field(() => DecimalScalar, { description: 'The points that the best answers give together.' })
  @DecimalColumn({ places: 2 })
  possiblePoints!: Decimal;

  /** With points and right answers: published to its authors alone, kept from partners on every path. */
  @VendorOnly()
  @Secret()
  @JsonColumn()
  answerKey!: Question[];

  /** The same questions without points and right answers: what a candidate is given. */
  @Secret()
  @JsonColumn()
  paper!: AttemptQuestion[];

  @Field(() => PlainDateScalar, { nullable: true, description: 'When it was published; null until then.' })
  @DateColumn({ nullable: true })
  publishedOn!: PlainDate | null;
}
