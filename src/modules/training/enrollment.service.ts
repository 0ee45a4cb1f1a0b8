import type { Transaction } from '../../shared/database/transaction';
import type { PlainDate } from '../../shared/domain/dates';
import { NotFoundError, RuleViolationError } from '../../shared/domain/errors';
import { requireNotOver } from '../../shared/domain/today';
import { User, UserStatus } from '../identity';
import { Course, Lesson } from './course.entity';
import { CourseStatus } from './course.lifecycle';
import { Enrollment } from './enrollment.entity';
import { enrollmentLifecycle, EnrollmentStatus } from './enrollment.lifecycle';
import { enrollmentActions, lessonActions } from './training.actions';
import * as facts from './training.facts';
import type { EnrollmentCreateInput } from './training.inputs';

/** A person to enroll; also one whose earlier completion no longer counts. */
export interface Newcomer {
  user: User;
  retrainingOfId?: Enrollment['id'];
}

export async function createEnrollment(tx: Transaction, input: EnrollmentCreateInput): Promise<Enrollment> {
  const course = await tx.require(Course, input.courseId, { field: ['input', 'courseId'] });
  const user = await tx.require(User, input.userId, { field: ['input', 'userId'] });
  tx.assert(enrollmentActions.create, { userId: user.id, partnerId: user.partnerId });
  checkOpen(tx, course, input.dueOn ?? null);
  if (user.status === UserStatus.DEACTIVATED) {
    throw new RuleViolationError('user-deactivated', `${user.name} is deactivated.`, [user.id], ['input', 'userId']);
  }
  if (await tx.first(Enrollment, { activeKey: activeKeyOf(user, course) })) {
    throw new RuleViolationError(
      'already-enrolled',
      `${user.name} is already in this course.`,
      [user.id],
      ['input', 'userId'],
    );
  }
  const [enrollment] = await enroll(tx, course, [{ user }], input.dueOn ?? null);
  return enrollment!;
}

/** Throws unless the course is open for enrollment, with this due date. */
export function checkOpen(tx: Transaction, course: Course, dueOn: PlainDate | null): void {
  if (course.status !== CourseStatus.PUBLISHED) {
    throw new RuleViolationError('course-not-published', 'Only a published course accepts enrollments.', [
      `${course.id} is ${course.status}`,
    ]);
  }
  checkDueDate(tx, dueOn);
}

function checkDueDate(tx: Transaction, dueOn: PlainDate | null): void {
  if (dueOn !== null) requireNotOver(tx.clock, dueOn, ['input', 'dueOn'], 'The due date is in the past.');
}

/** A person can be in an edition only once: this value has a unique index. */
export function activeKeyOf(user: Pick<User, 'id'>, course: Pick<Course, 'id'>): string {
  return `${user.id}:${course.id}`;
}

/** Enrolls people. The caller has already checked that each of them may be enrolled. */
export async function enroll(
  tx: Transaction,
  course: Course,
  newcomers: readonly Newcomer[],
  dueOn: PlainDate | null,
): Promise<Enrollment[]> {
  const enrollments = await tx.insertAll(
    Enrollment,
    newcomers.map(({ user, retrainingOfId }) => ({
      userId: user.id,
      partnerId: user.partnerId,
      courseId: course.id,
      status: enrollmentLifecycle.initial,
      activeKey: activeKeyOf(user, course),
      dueOn,
      completedLessonIds: [],
      completedRequiredLessons: 0,
      requiredLessons: course.requiredLessonCount,
      retrainingOfId: retrainingOfId ?? null,
    })),
  );
  for (const enrollment of enrollments) {
    const { userId, courseId, partnerId, retrainingOfId } = enrollment;
    tx.record(facts.enrollmentCreated, enrollment, { userId, courseId, partnerId, retrainingOfId });
  }
  return enrollments;
}

/** Changes the due date; reminders start again. */
export async function updateEnrollment(
  tx: Transaction,
  id: string,
  version: number,
  dueOn: PlainDate | null,
): Promise<Enrollment> {
  const enrollment = await tx.require(Enrollment, id, { version });
  tx.assert(enrollmentActions.update, enrollment);
  if (!isOpen(enrollment)) {
    throw new RuleViolationError(
      'enrollment-not-open',
      'An enrollment that is completed or withdrawn has no due date.',
      [`${enrollment.id} is ${enrollment.status}`],
    );
  }
  checkDueDate(tx, dueOn);
  enrollment.dueOn = dueOn;
  enrollment.dueSoonStatedOn = null;
  enrollment.overdueStatedOn = null;
  await tx.save(enrollment);
  tx.record(facts.enrollmentDueDateSet, enrollment, { dueOn });
  return enrollment;
}

/** The statuses with open work. */
export const openStatuses = [EnrollmentStatus.ENROLLED, EnrollmentStatus.IN_PROGRESS];

export function isOpen({ status }: Pick<Enrollment, 'status'>): boolean {
  return openStatuses.includes(status);
}

export async function completeLesson(
  tx: Transaction,
  enrollmentId: string,
  lessonId: string,
  version: number,
): Promise<Enrollment> {
  const enrollment = await tx.require(Enrollment, enrollmentId, { version, field: ['enrollmentId'] });
  tx.assert(lessonActions.complete, enrollment);
  const lesson = await tx.require(Lesson, lessonId, { field: ['lessonId'] });
  if (lesson.courseId !== enrollment.courseId) throw new NotFoundError(lessonId, ['lessonId']);
  const { userId, courseId, partnerId } = enrollment;
  const before = enrollment.status;
  enrollment.status = enrollmentLifecycle.transitionFor(before, enrollmentActions.study).to;
  if (enrollment.completedLessonIds.includes(lesson.id)) {
    throw new RuleViolationError('lesson-already-completed', 'This lesson is already completed.', [], ['lessonId']);
  }
  enrollment.completedLessonIds = [...enrollment.completedLessonIds, lesson.id];
  if (lesson.required) enrollment.completedRequiredLessons += 1;
  tx.record(facts.lessonCompleted, enrollment, { userId, lessonId: lesson.id });

  const missingRequiredLessons = enrollment.requiredLessons - enrollment.completedRequiredLessons;
  if (before !== EnrollmentStatus.COMPLETED && missingRequiredLessons === 0) {
    enrollment.status = enrollmentLifecycle.next(enrollment.status, enrollmentActions.complete, {
      missingRequiredLessons,
    });
    enrollment.completedOn = tx.clock.today();
    tx.record(facts.enrollmentCompleted, enrollment, { userId, courseId, partnerId });
  }
  return tx.save(enrollment);
}

export async function withdraw(tx: Transaction, id: string, version: number, reason: string): Promise<Enrollment> {
  const enrollment = await tx.require(Enrollment, id, { version });
  tx.assert(enrollmentActions.withdraw, enrollment);
  enrollment.status = enrollmentLifecycle.transitionFor(enrollment.status, enrollmentActions.withdraw).to;
  enrollment.activeKey = null;
  await tx.save(enrollment);
  tx.record(facts.enrollmentWithdrawn, enrollment, { userId: enrollment.userId, reason });
  return enrollment;
}

export async function waive(tx: Transaction, id: string, version: number, reason: string): Promise<Enrollment> {
  const enrollment = await tx.require(Enrollment, id, { version });
  tx.assert(enrollmentActions.waive, enrollment);
  await waiveLessons(tx, enrollment, { by: tx.viewer.userId, reason, on: tx.clock.today() });
  return enrollment;
}

/** Waives the remaining lessons, by a user or, if that is null, on the word of a learning system. */
export async function waiveLessons(
  tx: Transaction,
  enrollment: Enrollment,
  { by, reason, on }: { by: User['id'] | null; reason: string; on: PlainDate },
): Promise<void> {
  enrollment.status = enrollmentLifecycle.transitionFor(enrollment.status, enrollmentActions.waive).to;
  enrollment.completedOn = on;
  enrollment.waivedById = by;
  enrollment.waiverReason = reason;
  await tx.save(enrollment);
  const { userId, courseId, partnerId } = enrollment;
  tx.record(facts.enrollmentWaived, enrollment, { userId, courseId, partnerId, reason });
}

/** Counts a completion in a learning system. */
export async function creditCompletion(
  tx: Transaction,
  enrollment: Enrollment,
  on: PlainDate,
  statementId: string,
): Promise<void> {
  enrollment.status = enrollmentLifecycle.transitionFor(enrollment.status, enrollmentActions.credit).to;
  enrollment.statementId = statementId;
  enrollment.completedOn = on;
  await tx.save(enrollment);
  const { userId, courseId, partnerId } = enrollment;
  tx.record(facts.enrollmentCompleted, enrollment, { userId, courseId, partnerId });
}
