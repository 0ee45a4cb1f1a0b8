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
  description: 'The status of an edition of a course.',
  valuesConfig: {
    DRAFT: { description: 'A draft: lessons can be added.' },
    PUBLISHED: { description: 'Open for enrollment; can no longer be edited.' },
    SUPERSEDED: { description: 'A later edition was published; existing enrollments continue.' },
    RETIRED: { description: 'Accepts no enrollments and has no later edition; existing enrollments continue.' },
    DISCARDED: { description: 'Discarded before it was published.' },
  },
});

export enum LessonKind {
  MARKDOWN = 'MARKDOWN',
  LINK = 'LINK',
  FILE = 'FILE',
}

registerEnumType(LessonKind, {
  name: 'LessonKind',
  description: 'The kind of content of a lesson.',
  valuesConfig: {
    MARKDOWN: { description: 'Text in Markdown.' },
    LINK: { description: 'The https address of the material.' },
    FILE: { description: 'A document to download.' },
  },
});

@RecordType({
  prefix: 'course',
  description: 'One edition of a course. A published edition cannot be edited; a new one succeeds it.',
})
@Index(['familyId', 'edition'], { unique: true })
@Index(['createdAt'])
export class Course extends StoredRecord {
  declare id: Id<'course'>;

  /** The same for all editions of a course. */
  @TextColumn({ length: 64 })
  familyId!: Id<'coursefamily'>;

  @Field(() => Int, {
    nullable: true,
    description: 'Consecutive numbers from 1 in the order of publication; null until the edition is published.',
  })
  @IntColumn({ nullable: true })
  edition!: number | null;

  @Field(() => ID, { nullable: true, description: 'The edition that this one succeeds; null for the first.' })
  @IdColumn({ nullable: true, references: () => Course })
  predecessorId!: Id<'course'> | null;

  @Field({ description: 'The title of the course.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Index()
  @TextColumn({ length: 200 })
  titleKey!: string;

  @Field({ description: 'What a participant can do after the course.' })
  @LongTextColumn()
  description!: string;

  @Index()
  @Field(() => CourseStatus, {
    description: 'Whether the edition is a draft, open for enrollment, or closed.',
  })
  @EnumColumn()
  status!: CourseStatus;

  @Field({ description: 'Whether people who completed an earlier edition must take this one.' })
  @BooleanColumn()
  requiresRetraining!: boolean;

  @Field(() => Int, { description: 'The number of lessons.' })
  @IntColumn()
  lessonCount!: number;

  @Field(() => Int, { description: 'The number of required lessons.' })
  @IntColumn()
  requiredLessonCount!: number;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'When the edition was published, in UTC; null until then.',
  })
  @DateColumn({ nullable: true })
  publishedOn!: PlainDate | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many days people have to retrain; null for no due date.',
  })
  @IntColumn({ nullable: true })
  retrainingDays!: number | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Since when the edition accepts no enrollments, in UTC; null if it is open or a draft.',
  })
  @DateColumn({ nullable: true })
  retiredOn!: PlainDate | null;

  /** Incremented by every change of a lesson, so that none is lost to a concurrent publication; null in old courses. */
  @IntColumn({ nullable: true })
  contentRevision!: number | null;

  @Field({
    description:
      'The activity IRI that xAPI statements of a learning system use; the same for all editions of a course.',
  })
  get activityId(): string {
    return activityIdOf(this.familyId);
  }
}

@RecordType({ prefix: 'lesson', description: 'A part of a course, with its position.' })
@Index(['courseId', 'position'], { unique: true })
export class Lesson extends StoredRecord {
  declare id: Id<'lesson'>;

  @IdColumn({ references: () => Course })
  courseId!: Id<'course'>;

  @Field(() => Int, { description: 'Its position in the course, from 1.' })
  @IntColumn()
  position!: number;

  @Field({ description: 'The title of the lesson.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field({ description: 'Whether the lesson is required to complete the course.' })
  @BooleanColumn()
  required!: boolean;

  @Field(() => LessonKind, { description: 'The kind of content.' })
  @EnumColumn()
  kind!: LessonKind;

  @Field({ description: 'The Markdown text or the address, depending on the kind; empty for a file.' })
  @LongTextColumn()
  content!: string;

  /** The document of a lesson that is a file; null for other kinds. */
  @Index()
  @IdColumn({ nullable: true })
  documentId!: Id<'document'> | null;

  @Field(() => Int, { description: 'The usual duration in minutes.' })
  @IntColumn()
  minutes!: number;
}
