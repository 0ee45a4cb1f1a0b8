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
  description: 'Where an edition of an assessment stands.',
  valuesConfig: {
    DRAFT: { description: 'Being written; nobody can take it.' },
    PUBLISHED: { description: 'Can be taken; never changed again.' },
    SUPERSEDED: { description: 'A later edition is published; attempts at this one are kept and go on.' },
    RETIRED: { description: 'Not taken any more, and required no more; what was begun goes on, and passes count.' },
    DISCARDED: { description: 'Given up before it was published.' },
  },
});

registerEnumType(AssessmentKind, {
  name: 'AssessmentKind',
  description: 'How one is assessed.',
  valuesConfig: {
    EXAM: { description: 'By questions that the platform marks.' },
    PRACTICAL: { description: 'By doing it, before assessors with a rubric.' },
    INTERVIEW: { description: 'By a conversation with assessors, who have a rubric.' },
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

  @Field(() => Int, { nullable: true, description: '1, 2, … in the order of publishing; null until it is published.' })
  @IntColumn({ nullable: true })
  edition!: number | null;

  @Field(() => ID, { nullable: true, description: 'The edition that this one succeeds; null for the first.' })
  @IdColumn({ nullable: true, references: () => Assessment })
  predecessorId!: Id<'assessment'> | null;

  @Field(() => AssessmentKind, { description: 'How it is taken: an exam, a practical or an interview.' })
  @EnumColumn()
  kind!: AssessmentKind;

  @Field({ description: 'What the assessment is called.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Index()
  @Field(() => AssessmentStatus, {
    description: 'Where it stands in its life cycle. `availableActions` names the steps from here.',
  })
  @EnumColumn()
  status!: AssessmentStatus;

  @Field({ description: 'Does the certification for the offering take passing this one?' })
  @BooleanColumn()
  required!: boolean;

  @Field(() => DecimalScalar, { description: 'The score from which it is passed: percent, above 0, at most 100.' })
  @DecimalColumn({ places: 2 })
  passMark!: Decimal;

  @Field(() => Int, { description: 'How long it may take, in minutes; the platform closes an exam then.' })
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

  // This and the next four are there for every row; nullable, as columns are that were added to rows.
  @Field(() => [QuestionPool], { description: 'From which questions are drawn, in order; empty where none are.' })
  @JsonColumn({ nullable: true })
  pools!: QuestionPool[];

  @Field({ description: 'Has each attempt the questions in an order of its own?' })
  @BooleanColumn({ nullable: true })
  shuffleQuestions!: boolean;

  @Field({ description: 'Has each attempt the choices of a question in an order of its own?' })
  @BooleanColumn({ nullable: true })
  shuffleChoices!: boolean;

  @Field(() => [RubricCriterion], { description: 'Of a practical or an interview, in order; empty for an exam.' })
  @JsonColumn({ nullable: true })
  rubric!: RubricCriterion[];

  /** A pass of any edition of each of them is needed before. */
  @JsonColumn({ nullable: true })
  prerequisiteFamilyIds!: Id<'assessmentfamily'>[];

  @Field(() => Int, { description: 'How many questions an attempt has: those without a pool, and those drawn.' })
  @IntColumn()
  questionCount!: number;

  @Field(() => DecimalScalar, {
    description:
      'The points that the best answers give together; where questions are drawn, for the draw that gives the least.',
  })
  @DecimalColumn({ places: 2 })
  possiblePoints!: Decimal;

  /** With points and right answers: published to its authors alone, kept from partners on every path. */
  @VendorOnly()
  @Secret()
  @JsonColumn()
  answerKey!: Question[];

  @Field(() => PlainDateScalar, { nullable: true, description: 'When it was published; null until then.' })
  @DateColumn({ nullable: true })
  publishedOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'Why it was retired; null where it was not.' })
  @LongTextColumn({ nullable: true })
  retirementReason!: string | null;

  /** Since when its publishing or retirement waits for the daily job to judge those again who have passed; null where none does. */
  @Index()
  @DateTimeColumn({ nullable: true })
  unjudgedSince!: Date | null;
}
