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
import { CourseStatus } from './course.lifecycle';

registerEnumType(CourseStatus, {
  name: 'CourseStatus',
  description: 'Where an edition of a course stands.',
  valuesConfig: {
    DRAFT: { description: 'Being written: lessons are added.' },
    PUBLISHED: { description: 'Open for enrolment; never changed again.' },
    SUPERSEDED: { description: 'A later edition is published; who is enrolled goes on.' },
    DISCARDED: { description: 'Given up before it was published.' },
  },
});

export enum LessonKind {
  MARKDOWN = 'MARKDOWN',
  LINK = 'LINK',
}

registerEnumType(LessonKind, {
  name: 'LessonKind',
  description: 'What the content of a lesson is.',
  valuesConfig: {
    MARKDOWN: { description: 'The text itself, in Markdown.' },
    LINK: { description: 'The address of the material: http or https.' },
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
  @Field(() => CourseStatus)
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

  @Field(() => LessonKind)
  @EnumColumn()
  kind!: LessonKind;

  @Field({ description: 'The text in Markdown, or the address, as the kind says.' })
  @LongTextColumn()
  content!: string;

  @Field(() => Int, { description: 'How long it usually takes, in minutes.' })
  @IntColumn()
  minutes!: number;
}
