import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../shared/database/where';
import { column, sql } from '../../shared/database/sql';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, RecordArgs } from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { Course, Lesson } from './course.entity';
import { Enrollment } from './enrollment.entity';
import { enrollmentLifecycle, EnrollmentStatus } from './enrollment.lifecycle';
import * as enrollments from './enrollment.service';
import { countingFrom } from './retraining.reader';
import { enrollmentActions, lessonActions } from './training.actions';
import {
  EnrollmentCreateInput,
  EnrollmentFilter,
  EnrollmentPayload,
  EnrollmentUpdateInput,
  EnrollmentWaiveInput,
  EnrollmentWithdrawInput,
} from './training.inputs';

const EnrollmentConnection = connectionTypeOf(Enrollment);

@Resolver(() => Enrollment)
export class EnrollmentResolver {
  @Query(() => Enrollment, {
    nullable: true,
    description: 'An enrollment; null if it does not exist or you may not see it.',
  })
  enrollment(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Enrollment | null> {
    return reader.byId(Enrollment, id);
  }

  @Query(() => EnrollmentConnection, {
    description: "Enrollments, newest first: all for staff, those of their own partner's members for partner users.",
  })
  enrollments(
    @Args() page: PageArgs,
    @FilterArg(() => EnrollmentFilter)
    filter: EnrollmentFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const { dueUntil } = filter ?? {};
    const where = {
      ...matching(Enrollment, filter, 'userId', 'partnerId', 'courseId', 'status'),
      and: dueUntil ? [sql`${column<Enrollment>('dueOn')} <= ${dueUntil}`] : [],
    };
    return reader.page(Enrollment, page, where, [{ column: 'createdAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => [Lesson], {
    description: 'The lessons that the person has completed, in the order of the course.',
  })
  async completedLessons(@Root() enrollment: Enrollment, @Ctx() { reader }: Context): Promise<Lesson[]> {
    const inOrder = { orderBy: [{ column: 'position' }] };
    const lessons = await reader.listBy(Lesson, 'courseId', enrollment.courseId, inOrder);
    return lessons.filter(({ id }) => enrollment.completedLessonIds.includes(id));
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether it counts as a completed course now. It stops counting when a later edition requires retraining.',
  })
  async counts(@Root() enrollment: Enrollment, @Ctx() { reader }: Context): Promise<boolean> {
    if (enrollment.status !== EnrollmentStatus.COMPLETED) return false;
    const course = await reader.unnarrowed.require(Course, enrollment.courseId);
    const published = { where: { and: [sql`${column<Course>('edition')} IS NOT NULL`] } };
    const editions = await reader.unnarrowed.listBy(Course, 'familyId', course.familyId, published);
    return course.edition! >= countingFrom(editions);
  }

  @FieldResolver(() => [AvailableAction], {
    description: 'The steps that the status allows, and whether you may take them.',
  })
  async availableActions(@Root() enrollment: Enrollment, @Ctx() context: Context): Promise<AvailableAction[]> {
    const missingRequiredLessons = enrollment.requiredLessons - enrollment.completedRequiredLessons;
    const steps = enrollmentLifecycle.available(enrollment.status, { missingRequiredLessons });
    const study = steps
      .filter(({ action }) => action === enrollmentActions.study)
      .map((step) => ({ ...step, action: lessonActions.complete }));
    return [
      // The step `study` is taken by completing lessons.
      ...(await availableActions(context, study, enrollment)),
      ...(await availableActions(context, steps, enrollment)),
    ];
  }

  @Mutation(() => EnrollmentPayload, {
    description:
      'Enrolls a person in a published course. For ECOSYSTEM_MANAGER, for a PARTNER_ADMIN about their own members, ' +
      'and for everybody about themselves.',
  })
  enrollmentCreate(@InputArg() input: EnrollmentCreateInput, @Ctx() { tx }: MutationContext): Promise<Enrollment> {
    return enrollments.createEnrollment(tx, input);
  }

  @Mutation(() => EnrollmentPayload, {
    description:
      'Completes a lesson, in any order. The last required lesson completes the enrollment. For the enrolled person.',
  })
  lessonComplete(
    @Arg('enrollmentId', () => ID, { description: 'Your enrollment.' }) enrollmentId: string,
    @Arg('lessonId', () => ID, { description: "A lesson of the enrollment's course." }) lessonId: string,
    @Arg('version', () => Int, { description: "The enrollment's version as you last read it." }) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<Enrollment> {
    return enrollments.completeLesson(tx, enrollmentId, lessonId, version);
  }

  @Mutation(() => EnrollmentPayload, {
    description:
      'Sets the due date of an enrollment; reminders start again. For ECOSYSTEM_MANAGER, ' +
      'and for a PARTNER_ADMIN about their own members.',
  })
  enrollmentUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: EnrollmentUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Enrollment> {
    return enrollments.updateEnrollment(tx, id, version, input.dueOn ?? null);
  }

  @Mutation(() => EnrollmentPayload, {
    description:
      'Waives the remaining lessons of a course: it counts as completed, with the reason shown. ' +
      'For ECOSYSTEM_MANAGER, never for yourself.',
  })
  enrollmentWaive(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: EnrollmentWaiveInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Enrollment> {
    return enrollments.waive(tx, id, version, input.reason);
  }

  @Mutation(() => EnrollmentPayload, {
    description: 'Withdraws a person from a course that is not completed. For the users who may enroll them.',
  })
  enrollmentWithdraw(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: EnrollmentWithdrawInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Enrollment> {
    return enrollments.withdraw(tx, id, version, input.reason);
  }
}
