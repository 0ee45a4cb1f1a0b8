import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  LongTextColumn,
  TextColumn,
} from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { PlainDate } from '../../shared/domain/dates';
import type { Id } from '../../shared/domain/ids';
import { PlainDateScalar } from '../../shared/graphql/scalars';
import { activityIdOf } from './activity.formula';
import { CourseStatus } from './course.lifecycle';

registerEnumType(CourseStatus, {
  name: 'CourseStatus',
  description: 'Where an edition of a course stands.',
  valuesConfig: {
    DRAFT: { description: 'Being written: lessons are added.' },
    PUBLISHED: { description: 'Open for enrolment; never changed again.' },
    SUPERSEDED: { description: 'A later edition is published; who is enrolled goes on.' },
    RETIRED: { description: 'Takes no more enrolments and has no later edition; who is enrolled goes on.' },
    DISCARDED: { description: 'Given up before it was published.' },
  },
});

export enum LessonKind {
  MARKDOWN = 'MARKDOWN',
  LINK = 'LINK',
  FILE = 'FILE',
}

registerEnumType(LessonKind, {
  name: 'LessonKind',
  description: 'What the content of a lesson is.',
  valuesConfig: {
    MARKDOWN: { description: 'The text itself, in Markdown.' },
    LINK: { description: 'The address of the material: https.' },
    FILE: { description: 'A document to download.' },
  },
});

@RecordType({
  prefix: 'course',
  description: 'One edition of a course. A published edition is never changed: a new one succeeds it.',
})
@Index(['familyId', 'edition'], { unique: true })
@Index(['createdAt'])
export class Course extends StoredRecord {
  declare id: Id<'course'>;

  /** The same for all editions of one course. */
  @TextColumn({ length: 64 })
  familyId!: Id<'coursefamily'>;

  @Field(() => Int, { nullable: true, description: '1, 2, … in the order of publishing; null until it is published.' })
  @IntColumn({ nullable: true })
  edition!: number | null;

  @Field(() => ID, { nullable: true, description: 'The edition that this one succeeds; null for the first.' })
  @IdColumn({ nullable: true, references: () => Course })
  predecessorId!: Id<'course'> | null;

  @Field({ description: 'What the course is called.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Index()
  @TextColumn({ length: 200 })
  titleKey!: string;

  @Field({ description: 'What one can do afterwards.' })
  @LongTextColumn()
  description!: string;

  @Index()
  @Field(() => CourseStatus, {
    description: 'Whether it is still being written, can be enrolled in, or takes no more enrolments.',
  })
  @EnumColumn()
  status!: CourseStatus;

  @Field({ description: 'Must those who completed an earlier edition take this one?' })
  @BooleanColumn()
  requiresRetraining!: boolean;

  @Field(() => Int, { description: 'How many lessons it has.' })
  @IntColumn()
  lessonCount!: number;

  @Field(() => Int, { description: 'How many of its lessons are required.' })
  @IntColumn()
  requiredLessonCount!: number;

  @Field(() => PlainDateScalar, { nullable: true, description: 'When it was published; null until then.' })
  @DateColumn({ nullable: true })
  publishedOn!: PlainDate | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Within how many days those who must retrain have to; null for no date.',
  })
  @IntColumn({ nullable: true })
  retrainingDays!: number | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Since when it takes no more enrolments; null for not.',
  })
  @DateColumn({ nullable: true })
  retiredOn!: PlainDate | null;

  /** Goes up with every change of a lesson, so that none passes by publishing; null in courses from before. */
  @IntColumn({ nullable: true })
  contentRevision!: number | null;

  @Field({
    description:
      'What statements of a learning system (xAPI) name as their activity: an IRI, the same for all editions of a course.',
  })
  get activityId(): string {
    return activityIdOf(this.familyId);
  }
}

@RecordType({ prefix: 'lesson', description: 'A part of a course, in its place.' })
@Index(['courseId', 'position'], { unique: true })
export class Lesson extends StoredRecord {
  declare id: Id<'lesson'>;

  @IdColumn({ references: () => Course })
  courseId!: Id<'course'>;

  @Field(() => Int, { description: 'Its place in the course, from 1.' })
  @IntColumn()
  position!: number;

  @Field({ description: 'What the lesson is called.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field({ description: 'Does completing the course take this lesson?' })
  @BooleanColumn()
  required!: boolean;

  @Field(() => LessonKind, { description: 'How the lesson is taught.' })
  @EnumColumn()
  kind!: LessonKind;

  @Field({ description: 'The text in Markdown, or the address, as the kind says; empty where it is a file.' })
  @LongTextColumn()
  content!: string;

  /** The document of a lesson that is a file; null for the others. */
  @Index()
  @IdColumn({ nullable: true })
  documentId!: Id<'document'> | null;

  @Field(() => Int, { description: 'How long it usually takes, in minutes.' })
  @IntColumn()
  minutes!: number;
}
