import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { contains } from '../../shared/database/sql';
import { searchKey } from '../../shared/domain/text';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { Course, Lesson } from './course.entity';
import { courseLifecycle } from './course.lifecycle';
import * as courses from './course.service';
import * as enrollments from './enrollment.service';
import {
  CourseDraftInput,
  CourseEnrollInput,
  CourseFilter,
  CourseOrder,
  CoursePayload,
  LessonAddInput,
  LessonPayload,
} from './training.inputs';

const CourseConnection = connectionTypeOf(Course);

@Resolver(() => Course)
export class CourseResolver {
  @Query(() => Course, { nullable: true, description: 'An edition of a course; null where there is none.' })
  course(@Arg('id', () => ID, { description: 'Of the course.' }) id: string, @Ctx() { reader }: Context) {
    return reader.byId(Course, id);
  }

  @Query(() => CourseConnection, { description: 'Courses, each edition by itself; partners see those once published.' })
  courses(
    @Args() page: PageArgs,
    @Arg('filter', () => CourseFilter, { nullable: true, description: 'All when left out.' })
    filter: CourseFilter | null,
    @Arg('orderBy', () => CourseOrder, { nullable: true, description: 'By title when left out.' })
    orderBy: CourseOrder | null,
    @Ctx() { reader }: Context,
  ) {
    const search = filter?.search ? [contains('titleKey', searchKey(filter.search))] : [];
    const order = orderBy ? { column: orderBy.field, direction: orderBy.direction } : { column: 'titleKey' };
    return reader.page(Course, page, { status: filter?.status ?? undefined, and: search }, [order]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The steps that its state allows, as they stand for you.' })
  async availableActions(@Root() course: Course, @Ctx() context: Context): Promise<AvailableAction[]> {
    const predecessor = await context.reader.byId(Course, course.predecessorId);
    const facts = { requiredLessons: course.requiredLessonCount, predecessor: predecessor?.status ?? null };
    return availableActions(context, 'course', courseLifecycle.available(course.status, facts), course);
  }

  @Mutation(() => CoursePayload, {
    description:
      'Begins a course, or the next edition of a published one; either starts without lessons. By an ECOSYSTEM_MANAGER.',
  })
  courseDraft(
    @Arg('input', { description: 'The course.' }) input: CourseDraftInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Course> {
    return courses.draftCourse(tx, input);
  }

  @Mutation(() => LessonPayload, {
    description: "Adds a lesson at the end of a draft course; the version is the course's. By an ECOSYSTEM_MANAGER.",
  })
  lessonAdd(
    @Arg('courseId', () => ID, { description: 'The course that it is for.' }) courseId: string,
    @Arg('version', () => Int, { description: 'The version of the course that you saw.' }) version: number,
    @Arg('input', { description: 'The lesson.' }) input: LessonAddInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Lesson> {
    return courses.addLesson(tx, courseId, version, input);
  }

  @Mutation(() => CoursePayload, {
    description:
      'Opens a course for enrolment; it is never changed again, and the edition before takes no more enrolments. ' +
      'By an ECOSYSTEM_MANAGER.',
  })
  coursePublish(
    @Arg('id', () => ID, { description: 'Of the course.' }) id: string,
    @Arg('version', () => Int, { description: 'The version that you saw.' }) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<Course> {
    return courses.publishCourse(tx, id, version);
  }

  @Mutation(() => CoursePayload, { description: 'Gives up a draft course. By an ECOSYSTEM_MANAGER.' })
  courseDiscard(
    @Arg('id', () => ID, { description: 'Of the course.' }) id: string,
    @Arg('version', () => Int, { description: 'The version that you saw.' }) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<Course> {
    return courses.discardCourse(tx, id, version);
  }

  @Mutation(() => CoursePayload, {
    description: 'Enrols several people in a published course, all or nobody. By whoever may enrol each of them.',
  })
  courseEnroll(
    @Arg('id', () => ID, { description: 'Of the course.' }) id: string,
    @Arg('input', { description: 'The people.' }) input: CourseEnrollInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Course> {
    return enrollments.enrollInCourse(tx, id, input);
  }
}
