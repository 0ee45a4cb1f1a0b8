import { Field, ID, Int, registerEnumType } from 'type-graphql';
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
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, Secret, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { ServiceOffering } from '../../catalog';
import { AssessmentKind, AssessmentStatus } from './assessment.lifecycle';
import { type Question, QuestionPool, RubricCriterion } from './question.types';

registerEnumType(AssessmentStatus, {
  name: 'AssessmentStatus',
  description: 'The status of an edition of an assessment.',
  valuesConfig: {
    DRAFT: { description: 'Being written; nobody can take it.' },
    PUBLISHED: { description: 'Open to be taken; never changed again.' },
    SUPERSEDED: { description: 'Succeeded by a published edition; attempts at this one are kept and can be finished.' },
    RETIRED: {
      description: 'No longer taken and no longer required; open attempts can be finished, and passes count.',
    },
    DISCARDED: { description: 'Discarded before it was published.' },
  },
});

registerEnumType(AssessmentKind, {
  name: 'AssessmentKind',
  description: 'The kinds of assessments.',
  valuesConfig: {
    EXAM: { description: 'Questions that the platform marks.' },
    PRACTICAL: { description: 'A practical task, judged by assessors with a rubric.' },
    INTERVIEW: { description: 'A conversation with assessors, who use a rubric.' },
  },
});

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
  @Field(() => ID, { description: 'The id of the service offering whose certification it counts for.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  /** The same for all editions of one assessment. */
  @TextColumn({ length: 64 })
  familyId!: Id<'assessmentfamily'>;

  @Field(() => Int, { nullable: true, description: '1, 2, … in the order of publication; null until it is published.' })
  @IntColumn({ nullable: true })
  edition!: number | null;

  @Field(() => ID, { nullable: true, description: 'The edition that this one succeeds; null for the first.' })
  @IdColumn({ nullable: true, references: () => Assessment })
  predecessorId!: Id<'assessment'> | null;

  @Field(() => AssessmentKind, { description: 'How it is taken: an exam, a practical or an interview.' })
  @EnumColumn()
  kind!: AssessmentKind;

  @Field({ description: 'The title of the assessment.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Index()
  @Field(() => AssessmentStatus, {
    description: 'The status of the edition. `availableActions` lists the possible steps.',
  })
  @EnumColumn()
  status!: AssessmentStatus;

  @Field({ description: 'Whether the certification for the offering requires a pass of it.' })
  @BooleanColumn()
  required!: boolean;

  @Field(() => DecimalScalar, { description: 'The minimum score for a pass, in percent: above 0, at most 100.' })
  @DecimalColumn({ places: 2 })
  passMark!: Decimal;

  @Field(() => Int, { description: 'The time limit in minutes, at which the platform closes an exam.' })
  @IntColumn()
  timeLimitMinutes!: number;

  @Field(() => Int, { description: 'The number of attempts that a person has at this edition until they pass.' })
  @IntColumn()
  maximumAttempts!: number;

  @Field(() => Int, { description: 'The number of days to wait after a failed attempt.' })
  @IntColumn()
  coolOffDays!: number;

  @Field(() => Int, { description: 'The number of months for which a pass counts; 0 means forever.' })
  @IntColumn()
  validityMonths!: number;

  // This and the next four columns are set in every row; they are nullable because they were added later.
  @Field(() => [QuestionPool], {
    description: 'The pools from which questions are drawn, in order; empty if all questions are fixed.',
  })
  @JsonColumn({ nullable: true })
  pools!: QuestionPool[];

  @Field({ description: 'Whether each attempt has the questions in its own random order.' })
  @BooleanColumn({ nullable: true })
  shuffleQuestions!: boolean;

  @Field({ description: 'Whether each attempt has the choices of a question in its own random order.' })
  @BooleanColumn({ nullable: true })
  shuffleChoices!: boolean;

  @Field(() => [RubricCriterion], {
    description: 'The criteria of a practical or an interview, in order; empty for an exam.',
  })
  @JsonColumn({ nullable: true })
  rubric!: RubricCriterion[];

  /** A pass of any edition of each of these is required first. */
  @JsonColumn({ nullable: true })
  prerequisiteFamilyIds!: Id<'assessmentfamily'>[];

  @Field(() => Int, { description: 'The number of questions in an attempt: the fixed ones and those drawn.' })
  @IntColumn()
  questionCount!: number;

  @Field(() => DecimalScalar, {
    description: 'The points of the best answers; if questions are drawn, the minimum over all draws.',
  })
  @DecimalColumn({ places: 2 })
  possiblePoints!: Decimal;

  /** With points and right answers: shown only to authors, and never to partners. */
  @VendorOnly()
  @Secret()
  @JsonColumn()
  answerKey!: Question[];

  @Field(() => PlainDateScalar, { nullable: true, description: 'The day of publication; null until then.' })
  @DateColumn({ nullable: true })
  publishedOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'Why it was retired; null unless it was.' })
  @LongTextColumn({ nullable: true })
  retirementReason!: string | null;

  /**
   * The time since which its publication or retirement waits for the daily job to judge earlier passes again; null
   * otherwise.
   */
  @Index()
  @DateTimeColumn({ nullable: true })
  unjudgedSince!: Date | null;
}
