import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PlainDate } from '../../shared/domain/dates';
import { orderOf, Reason } from '../../shared/graphql/arguments';
import { payloadOf } from '../../shared/graphql/payload';
import { PlainDateScalar } from '../../shared/graphql/scalars';
import { Course, Lesson, LessonKind } from './course.entity';
import { CourseStatus } from './course.lifecycle';
import { Enrollment } from './enrollment.entity';
import { EnrollmentBatch } from './enrollment-batch.entity';
import { EnrollmentStatus } from './enrollment.lifecycle';
import { LearningPath } from './learning-path.entity';
import { XapiStatement } from './xapi-statement.entity';
import { XapiStatementStatus } from './xapi-statement.lifecycle';

@InputType({ description: 'A new course, or the next edition of one.' })
export class CourseDraftInput {
  @Field({ description: 'The title of the course.' })
  @Length(1, 200)
  title!: string;

  @Field({ description: 'What a participant can do after the course.' })
  @Length(0, 5000)
  description!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The published edition that this one succeeds; omit it for a new course.',
  })
  predecessorId?: string | null;

  @Field({
    defaultValue: false,
    description: 'Whether people who completed an earlier edition must take this one. Only for a next edition.',
  })
  requiresRetraining!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'How many days people have to retrain, from 1 to 730; omit it for no due date.',
  })
  @Min(1)
  @Max(730)
  retrainingDays?: number | null;

  @Field({
    defaultValue: true,
    description:
      'Whether a next edition starts with a copy of the lessons of the one it succeeds; otherwise it starts without lessons.',
  })
  copyLessons!: boolean;
}

@InputType({ description: 'Changes to a draft course; omitted fields stay as they are.' })
export class CourseUpdateInput {
  @Field(() => String, { nullable: true, description: 'The title of the course.' })
  @Length(1, 200)
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What a participant can do after the course.' })
  @Length(0, 5000)
  description?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether people who completed an earlier edition must take this one. Only for a next edition.',
  })
  requiresRetraining?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many days people have to retrain, from 1 to 730; null for no due date.',
  })
  @Min(1)
  @Max(730)
  retrainingDays?: number | null;
}

@InputType({ description: 'Why the course is closed to new enrollments.' })
export class CourseRetireInput {
  @Reason()
  reason!: string;
}

@InputType({ description: 'A lesson to add at the end of a draft course.' })
export class LessonAddInput {
  @Field({ description: 'The title of the lesson.' })
  @Length(1, 200)
  title!: string;

  @Field({ description: 'Whether the lesson is required to complete the course.' })
  required!: boolean;

  @Field(() => LessonKind, { description: 'The kind of content.' })
  kind!: LessonKind;

  @Field(() => String, {
    nullable: true,
    description: 'The Markdown text or the https address, depending on the kind; omit it for a file.',
  })
  @Length(1, 15_000)
  content?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "A document of the vendor's own, about no partner and no project; only for a file.",
  })
  documentId?: string | null;

  @Field(() => Int, { description: 'The usual duration: from 1 to 6,000 minutes.' })
  @Min(1)
  @Max(6_000)
  minutes!: number;
}

@InputType({ description: 'Changes to a lesson of a draft course; omitted fields stay as they are.' })
export class LessonUpdateInput {
  @Field(() => String, { nullable: true, description: 'The title of the lesson.' })
  @Length(1, 200)
  title?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the lesson is required to complete the course.' })
  required?: boolean | null;

  @Field(() => LessonKind, { nullable: true, description: 'The kind of content; unchanged if omitted.' })
  kind?: LessonKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'The Markdown text or the https address, depending on the kind; omit it for a file.',
  })
  @Length(1, 15_000)
  content?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "A document of the vendor's own, about no partner and no project; only for a file.",
  })
  documentId?: string | null;

  @Field(() => Int, { nullable: true, description: 'The usual duration: from 1 to 6,000 minutes.' })
  @Min(1)
  @Max(6_000)
  minutes?: number | null;
}

@InputType({ description: 'The new position of a lesson.' })
export class LessonMoveInput {
  @Field(() => Int, { description: 'From 1, for the first, to the number of lessons.' })
  @Min(1)
  position!: number;
}

@InputType({ description: 'A course of a learning path.' })
export class LearningPathEntryInput {
  @Field(() => ID, { description: 'Any published edition of the course; the path always uses the current one.' })
  courseId!: string;

  @Field({ description: 'Whether the course is required to complete the path; otherwise it is elective.' })
  required!: boolean;

  @Field(() => [ID], {
    defaultValue: [],
    description:
      'Courses of this path, named as in their entries, that must be completed before this one. They must come earlier.',
  })
  @ArrayMaxSize(50)
  prerequisiteIds!: string[];
}

@InputType({ description: 'The courses that prepare for the assessments of an offering.' })
export class LearningPathSetInput {
  @Field(() => [LearningPathEntryInput], {
    description: 'The courses, in order, each once; at least one must be required.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  entries!: LearningPathEntryInput[];
}

@InputType({ description: 'The person and the course of an enrollment.' })
export class EnrollmentCreateInput {
  @Field(() => ID, { description: 'A published course.' })
  courseId!: string;

  @Field(() => ID, { description: 'The person to enroll.' })
  userId!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The due date; not in the past.',
  })
  dueOn?: PlainDate | null;
}

@InputType({ description: 'Several people to enroll in a course: all members of a partner, or named people.' })
export class EnrollmentBatchCreateInput {
  @Field(() => ID, { description: 'A published course.' })
  courseId!: string;

  @Field(() => ID, { nullable: true, description: 'All members of this partner; alternatively, name the people.' })
  partnerId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Each person once, at most 100; alternatively, name a partner.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  userIds?: string[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The due date; not in the past.',
  })
  dueOn?: PlainDate | null;
}

@InputType({ description: 'Changes to an enrollment.' })
export class EnrollmentUpdateInput {
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The due date, not in the past; null for none.',
  })
  dueOn!: PlainDate | null;
}

@InputType({ description: 'Why the remaining lessons are waived.' })
export class EnrollmentWaiveInput {
  @Reason()
  reason!: string;
}

@InputType({ description: 'Why the person is withdrawn from the course.' })
export class EnrollmentWithdrawInput {
  @Reason()
  reason!: string;
}

@InputType({ description: 'The person and the course that a statement of a learning system is about.' })
export class XapiStatementMatchInput {
  @Field(() => ID, { description: 'The person whom the statement is about.' })
  userId!: string;

  @Field(() => ID, { description: 'The edition of the course; the person must be enrolled, or able to enroll.' })
  courseId!: string;
}

@InputType({ description: 'Why the statement is dismissed.' })
export class XapiStatementDismissInput {
  @Reason()
  reason!: string;
}

@InputType({ description: 'Which statements to list.' })
export class XapiStatementFilter {
  @Field(() => [XapiStatementStatus], {
    nullable: true,
    description: 'Only statements with this status; UNMATCHED ones are waiting.',
  })
  @ArrayMaxSize(10)
  status?: XapiStatementStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only statements about these users.' })
  @ArrayMaxSize(100)
  userId?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only statements whose actor has this name, ignoring case.' })
  @Length(1, 500)
  person?: string | null;
}

@InputType({ description: 'Which courses to list.' })
export class CourseFilter {
  @Field(() => [CourseStatus], { nullable: true, description: 'Only courses with one of these statuses.' })
  @ArrayMaxSize(10)
  status?: CourseStatus[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the title, ignoring case.' })
  @Length(1, 100)
  search?: string | null;
}

export const CourseOrder = orderOf(
  'CourseOrder',
  'courses',
  {
    TITLE: { column: 'titleKey', description: 'By title, ignoring case.' },
    CREATED_AT: { column: 'createdAt', description: 'By the time of creation.' },
  },
  { field: 'TITLE', direction: 'ASC' },
);

@InputType({ description: 'Which enrollments to list.' })
export class EnrollmentFilter {
  @Field(() => [ID], { nullable: true, description: 'Only enrollments of these people; at most 100 ids.' })
  @ArrayMaxSize(100)
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only enrollments of members of these partners; at most 100 ids.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only enrollments in these editions of courses; at most 100 ids.' })
  @ArrayMaxSize(100)
  courseId?: string[] | null;

  @Field(() => [EnrollmentStatus], { nullable: true, description: 'Only enrollments with one of these statuses.' })
  @ArrayMaxSize(10)
  status?: EnrollmentStatus[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only enrollments due on this day or earlier.' })
  dueUntil?: PlainDate | null;
}

export const CoursePayload = payloadOf('Course', 'course', () => Course, 'the course');
export const LessonPayload = payloadOf('Lesson', 'lesson', () => Lesson, 'the lesson');
export const LearningPathPayload = payloadOf('LearningPath', 'learningPath', () => LearningPath, 'the learning path');
export const EnrollmentPayload = payloadOf('Enrollment', 'enrollment', () => Enrollment, 'the enrollment');
export const EnrollmentBatchPayload = payloadOf(
  'EnrollmentBatch',
  'enrollmentBatch',
  () => EnrollmentBatch,
  'the outcome for each person',
);
export const XapiStatementPayload = payloadOf('XapiStatement', 'xapiStatement', () => XapiStatement, 'the statement');
