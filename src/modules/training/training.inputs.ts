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

@InputType({ description: 'A course, or the next edition of one, to be written.' })
export class CourseDraftInput {
  @Field({ description: 'What the course is called.' })
  @Length(1, 200)
  title!: string;

  @Field({ description: 'What one can do afterwards.' })
  @Length(0, 5000)
  description!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The published edition that this one is to succeed; left out for a new course.',
  })
  predecessorId?: string | null;

  @Field({
    defaultValue: false,
    description: 'Must those who completed an earlier edition take this one? Only where there is an earlier one.',
  })
  requiresRetraining!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Within how many days those who must retrain have to, from 1 to 730; left out for no due date.',
  })
  @Min(1)
  @Max(730)
  retrainingDays?: number | null;

  @Field({
    defaultValue: true,
    description: 'Does a next edition begin with the lessons of the one that it succeeds? Else it begins without any.',
  })
  copyLessons!: boolean;
}

@InputType({ description: 'What changes about a draft course; what is left out stays as it is.' })
export class CourseUpdateInput {
  @Field(() => String, { nullable: true, description: 'What the course is called.' })
  @Length(1, 200)
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What one can do afterwards.' })
  @Length(0, 5000)
  description?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Must those who completed an earlier edition take this one? Only where there is an earlier one.',
  })
  requiresRetraining?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Within how many days those who must retrain have to, from 1 to 730; null for no due date.',
  })
  @Min(1)
  @Max(730)
  retrainingDays?: number | null;
}

@InputType({ description: 'Why a course takes no more enrolments.' })
export class CourseRetireInput {
  @Reason()
  reason!: string;
}

@InputType({ description: 'A lesson for the end of a draft course.' })
export class LessonAddInput {
  @Field({ description: 'What the lesson is called.' })
  @Length(1, 200)
  title!: string;

  @Field({ description: 'Does completing the course take this lesson?' })
  required!: boolean;

  @Field(() => LessonKind, { description: 'How the lesson is taught.' })
  kind!: LessonKind;

  @Field(() => String, {
    nullable: true,
    description: 'The text in Markdown, or the address (https), as the kind says; left out for a file.',
  })
  @Length(1, 15_000)
  content?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "A document of the vendor's own, about no partner and no project; for a file only.",
  })
  documentId?: string | null;

  @Field(() => Int, { description: 'How long it usually takes: from 1 to 6,000 minutes.' })
  @Min(1)
  @Max(6_000)
  minutes!: number;
}

@InputType({ description: 'What changes about a lesson of a draft course; what is left out stays as it is.' })
export class LessonUpdateInput {
  @Field(() => String, { nullable: true, description: 'What the lesson is called.' })
  @Length(1, 200)
  title?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Does completing the course take this lesson?' })
  required?: boolean | null;

  @Field(() => LessonKind, { nullable: true, description: 'How the lesson is taught; unchanged when left out.' })
  kind?: LessonKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'The text in Markdown, or the address (https), as the kind says; left out for a file.',
  })
  @Length(1, 15_000)
  content?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "A document of the vendor's own, about no partner and no project; for a file only.",
  })
  documentId?: string | null;

  @Field(() => Int, { nullable: true, description: 'How long it usually takes: from 1 to 6,000 minutes.' })
  @Min(1)
  @Max(6_000)
  minutes?: number | null;
}

@InputType({ description: 'Which place a lesson gets.' })
export class LessonMoveInput {
  @Field(() => Int, { description: 'From 1, for the first, to the number of lessons.' })
  @Min(1)
  position!: number;
}

@InputType({ description: 'A course of a learning path.' })
export class LearningPathEntryInput {
  @Field(() => ID, { description: 'Any published edition of the course; the path always leads to the present one.' })
  courseId!: string;

  @Field({ description: 'Does completing the path take this course? Else it is elective.' })
  required!: boolean;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Courses of this path, named as in their entries, that are to be completed before; they come earlier.',
  })
  @ArrayMaxSize(50)
  prerequisiteIds!: string[];
}

@InputType({ description: 'Which courses lead to the assessments of an offering.' })
export class LearningPathSetInput {
  @Field(() => [LearningPathEntryInput], { description: 'In order; each course once, at least one of them required.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  entries!: LearningPathEntryInput[];
}

@InputType({ description: 'Who is to take which course.' })
export class EnrollmentCreateInput {
  @Field(() => ID, { description: 'A published course.' })
  courseId!: string;

  @Field(() => ID, { description: 'The person who is to take the course.' })
  userId!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Until when it should be completed; not in the past.',
  })
  dueOn?: PlainDate | null;
}

@InputType({ description: 'Several people who are to take a course: a whole firm, or some.' })
export class EnrollmentBatchCreateInput {
  @Field(() => ID, { description: 'A published course.' })
  courseId!: string;

  @Field(() => ID, { nullable: true, description: 'All members of this partner; or name the people.' })
  partnerId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Each person once, at most 100; or name a partner.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  userIds?: string[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Until when it should be completed; not in the past.',
  })
  dueOn?: PlainDate | null;
}

@InputType({ description: 'What changes about an enrolment.' })
export class EnrollmentUpdateInput {
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Until when it should be completed, not in the past; null for no date.',
  })
  dueOn!: PlainDate | null;
}

@InputType({ description: 'Why a person is let off a course.' })
export class EnrollmentWaiveInput {
  @Reason()
  reason!: string;
}

@InputType({ description: 'Why a person does not take a course after all.' })
export class EnrollmentWithdrawInput {
  @Reason()
  reason!: string;
}

@InputType({ description: 'Whom and what a statement of a learning system is about.' })
export class XapiStatementMatchInput {
  @Field(() => ID, { description: 'The person whom the statement is about.' })
  userId!: string;

  @Field(() => ID, { description: 'The edition of the course; the person is enrolled there, or can be.' })
  courseId!: string;
}

@InputType({ description: 'Why a statement is put aside.' })
export class XapiStatementDismissInput {
  @Reason()
  reason!: string;
}

@InputType({ description: 'Which statements to list.' })
export class XapiStatementFilter {
  @Field(() => [XapiStatementStatus], { nullable: true, description: 'For example UNMATCHED: those that wait.' })
  @ArrayMaxSize(10)
  status?: XapiStatementStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Those about these users.' })
  @ArrayMaxSize(100)
  userId?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Those with an actor who is known like this, in any case.' })
  @Length(1, 500)
  person?: string | null;
}

@InputType({ description: 'Which courses to list.' })
export class CourseFilter {
  @Field(() => [CourseStatus], { nullable: true, description: 'Only those in one of these states.' })
  @ArrayMaxSize(10)
  status?: CourseStatus[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the title, in any case.' })
  @Length(1, 100)
  search?: string | null;
}

export const CourseOrder = orderOf(
  'CourseOrder',
  'courses',
  {
    TITLE: { column: 'titleKey', description: 'Without regard to case.' },
    CREATED_AT: { column: 'createdAt', description: 'By age.' },
  },
  { field: 'TITLE', direction: 'ASC' },
);

@InputType({ description: 'Which enrolments to list.' })
export class EnrollmentFilter {
  @Field(() => [ID], { nullable: true, description: 'Only those of these people; at most 100 ids.' })
  @ArrayMaxSize(100)
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these partners; at most 100 ids.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these editions of courses; at most 100 ids.' })
  @ArrayMaxSize(100)
  courseId?: string[] | null;

  @Field(() => [EnrollmentStatus], { nullable: true, description: 'Only those in one of these states.' })
  @ArrayMaxSize(10)
  status?: EnrollmentStatus[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Those with a due date on this day or before.' })
  dueUntil?: PlainDate | null;
}

export const CoursePayload = payloadOf('Course', 'course', () => Course, 'the course');
export const LessonPayload = payloadOf('Lesson', 'lesson', () => Lesson, 'the lesson');
export const LearningPathPayload = payloadOf('LearningPath', 'learningPath', () => LearningPath, 'the learning path');
export const EnrollmentPayload = payloadOf('Enrollment', 'enrollment', () => Enrollment, 'the enrolment');
export const EnrollmentBatchPayload = payloadOf(
  'EnrollmentBatch',
  'enrollmentBatch',
  () => EnrollmentBatch,
  'what came of each person',
);
export const XapiStatementPayload = payloadOf('XapiStatement', 'xapiStatement', () => XapiStatement, 'the statement');
