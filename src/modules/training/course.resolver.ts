import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../shared/database/where';
import { contains } from '../../shared/database/sql';
import { searchKey } from '../../shared/domain/text';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, type Order, OrderArg, RecordArgs } from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { Course, Lesson } from './course.entity';
import { courseLifecycle } from './course.lifecycle';
import * as courses from './course.service';
import * as lessons from './lesson.service';
import {
  CourseDraftInput,
  CourseFilter,
  CourseOrder,
  CoursePayload,
  CourseRetireInput,
  CourseUpdateInput,
  LessonAddInput,
  LessonMoveInput,
  LessonPayload,
  LessonUpdateInput,
} from './training.inputs';

const CourseConnection = connectionTypeOf(Course);

@Resolver(() => Course)
export class CourseResolver {
  @Query(() => Course, {
    nullable: true,
    description: 'An edition of a course; null if it does not exist or you may not see it.',
  })
  course(@IdArg() id: string, @Ctx() { reader }: Context) {
    return reader.byId(Course, id);
  }

  @Query(() => CourseConnection, { description: 'Courses, each edition separately. Partners see published ones.' })
  courses(
    @Args() page: PageArgs,
    @FilterArg(() => CourseFilter)
    filter: CourseFilter | null,
    @OrderArg(CourseOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const search = filter?.search ? [contains<Course>('titleKey', searchKey(filter.search))] : [];
    return reader.page(
      Course,
      page,
      { ...matching(Course, filter, 'status'), and: search },
      CourseOrder.columns(orderBy),
    );
  }

  @FieldResolver(() => [AvailableAction], {
    description: 'The steps that the status allows, and whether you may take them.',
  })
  async availableActions(@Root() course: Course, @Ctx() context: Context): Promise<AvailableAction[]> {
    const predecessor = await context.reader.byId(Course, course.predecessorId);
    const conditions = courses.courseConditions(course, predecessor);
    return availableActions(context, courseLifecycle.available(course.status, conditions), course);
  }

  @Mutation(() => CoursePayload, {
    description:
      'Drafts a course, or the next edition of a published one with a copy of its lessons. For ECOSYSTEM_MANAGER.',
  })
  courseDraft(@InputArg() input: CourseDraftInput, @Ctx() { tx }: MutationContext): Promise<Course> {
    return courses.draftCourse(tx, input);
  }

  @Mutation(() => CoursePayload, {
    description: 'Changes the description of a draft course. For ECOSYSTEM_MANAGER.',
  })
  courseUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: CourseUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Course> {
    return courses.updateCourse(tx, id, version, input);
  }

  @Mutation(() => LessonPayload, {
    description: "Adds a lesson at the end of a draft course. The version is the course's. For ECOSYSTEM_MANAGER.",
  })
  lessonAdd(
    @Arg('courseId', () => ID, { description: 'The draft course to add the lesson to.' })
    courseId: string,
    @Arg('version', () => Int, { description: "The course's version as you last read it." }) version: number,
    @InputArg() input: LessonAddInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Lesson> {
    return lessons.addLesson(tx, courseId, version, input);
  }

  @Mutation(() => LessonPayload, {
    description: "Changes a lesson of a draft course. The version is the course's. For ECOSYSTEM_MANAGER.",
  })
  lessonUpdate(
    @Arg('id', () => ID, { description: 'The id of the lesson.' }) id: string,
    @Arg('version', () => Int, { description: "The course's version as you last read it." }) version: number,
    @InputArg() input: LessonUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Lesson> {
    return lessons.updateLesson(tx, id, version, input);
  }

  @Mutation(() => CoursePayload, {
    description:
      'Moves a lesson of a draft course to another position; the lessons in between move up or down. ' +
      "The version is the course's. For ECOSYSTEM_MANAGER.",
  })
  lessonMove(
    @Arg('id', () => ID, { description: 'The id of the lesson.' }) id: string,
    @Arg('version', () => Int, { description: "The course's version as you last read it." }) version: number,
    @InputArg() input: LessonMoveInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Course> {
    return lessons.moveLesson(tx, id, version, input.position);
  }

  @Mutation(() => CoursePayload, {
    description: "Removes a lesson from a draft course. The version is the course's. For ECOSYSTEM_MANAGER.",
  })
  lessonRemove(
    @Arg('id', () => ID, { description: 'The id of the lesson.' }) id: string,
    @Arg('version', () => Int, { description: "The course's version as you last read it." }) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<Course> {
    return lessons.removeLesson(tx, id, version);
  }

  @Mutation(() => CoursePayload, {
    description:
      'Opens a course for enrollment. It can no longer be edited, and the previous edition accepts no further enrollments. ' +
      'For ECOSYSTEM_MANAGER.',
  })
  coursePublish(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Course> {
    return courses.publishCourse(tx, id, version);
  }

  @Mutation(() => CoursePayload, { description: 'Discards a draft course. For ECOSYSTEM_MANAGER.' })
  courseDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Course> {
    return courses.discardCourse(tx, id, version);
  }

  @Mutation(() => CoursePayload, {
    description:
      'Closes a published course to new enrollments, permanently; existing ones continue. Refused while a learning path ' +
      'contains it. For ECOSYSTEM_MANAGER.',
  })
  courseRetire(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: CourseRetireInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Course> {
    return courses.retireCourse(tx, id, version, input.reason);
  }
}
