import type { Transaction } from '../../shared/database/transaction';
import type { PlainDate } from '../../shared/domain/dates';
import { InvalidInputError, NotFoundError, RuleViolationError } from '../../shared/domain/errors';
import { User, UserStatus } from '../identity';
import { Course, Lesson } from './course.entity';
import { CourseStatus } from './course.lifecycle';
import { Enrollment } from './enrollment.entity';
import { enrollmentLifecycle, EnrollmentStatus } from './enrollment.lifecycle';
import * as facts from './training.facts';
import type { CourseEnrollInput, EnrollmentCreateInput } from './training.inputs';

export async function createEnrollment(tx: Transaction, input: EnrollmentCreateInput): Promise<Enrollment> {
  const course = await tx.require(Course, input.courseId, { field: ['input', 'courseId'] });
  const user = await tx.require(User, input.userId, { field: ['input', 'userId'] });
  const [enrollment] = await enroll(tx, course, [user], input.dueOn ?? null, () => ['input', 'userId']);
  return enrollment!;
}

/** Enrols several people in a course: all of them, or nobody. */
export async function enrollInCourse(tx: Transaction, courseId: string, input: CourseEnrollInput): Promise<Course> {
  const course = await tx.require(Course, courseId);
  const users: User[] = [];
  for (const [index, userId] of input.userIds.entries()) {
    users.push(await tx.require(User, userId, { field: ['input', 'userIds', String(index)] }));
  }
  await enroll(tx, course, users, input.dueOn ?? null, (index) => ['input', 'userIds', String(index)]);
  return course;
}

async function enroll(
  tx: Transaction,
  course: Course,
  users: readonly User[],
  dueOn: PlainDate | null,
  field: (index: number) => string[],
): Promise<Enrollment[]> {
  for (const user of users) tx.assert('enrollment.create', { userId: user.id, partnerId: user.partnerId });
  if (course.status !== CourseStatus.PUBLISHED) {
    throw new RuleViolationError('course-not-published', 'Only a course that is published now takes enrolments.', [
      `${course.id} is ${course.status}`,
    ]);
  }
  if (dueOn !== null && dueOn < tx.clock.today()) {
    throw new InvalidInputError('The due date is in the past.', ['input', 'dueOn']);
  }
  const keys = users.map((user) => `${user.id}:${course.id}`);
  const taken = new Set((await tx.list(Enrollment, { activeKey: keys })).map(({ userId }) => userId));
  for (const [index, user] of users.entries()) {
    if (user.status === UserStatus.DEACTIVATED) {
      throw new RuleViolationError('user-deactivated', `${user.name} is deactivated.`, [user.id], field(index));
    }
    if (taken.has(user.id)) {
      throw new RuleViolationError('already-enrolled', `${user.name} is in this course.`, [user.id], field(index));
    }
  }
  const enrollments = await tx.insertAll(
    Enrollment,
    users.map((user, index) => ({
      userId: user.id,
      partnerId: user.partnerId,
      courseId: course.id,
      status: enrollmentLifecycle.initial,
      activeKey: keys[index]!,
      dueOn,
      completedOn: null,
      completedLessonIds: [],
      completedRequiredLessons: 0,
      requiredLessons: course.requiredLessonCount,
    })),
  );
  for (const enrollment of enrollments) {
    const { userId, courseId, partnerId } = enrollment;
    tx.state(facts.enrollmentCreated, enrollment, { userId, courseId, partnerId });
  }
  return enrollments;
}

export async function completeLesson(
  tx: Transaction,
  enrollmentId: string,
  lessonId: string,
  version: number,
): Promise<Enrollment> {
  const enrollment = await tx.require(Enrollment, enrollmentId, { version, field: ['enrollmentId'] });
  tx.assert('lesson.complete', enrollment);
  const lesson = await tx.require(Lesson, lessonId, { field: ['lessonId'] });
  if (lesson.courseId !== enrollment.courseId) throw new NotFoundError(lessonId, ['lessonId']);
  const { userId, courseId, partnerId } = enrollment;
  const before = enrollment.status;
  enrollment.status = enrollmentLifecycle.transitionFor(before, 'study').to;
  if (enrollment.completedLessonIds.includes(lesson.id)) {
    throw new RuleViolationError('lesson-already-completed', 'This lesson is completed.', [], ['lessonId']);
  }
  enrollment.completedLessonIds = [...enrollment.completedLessonIds, lesson.id];
  if (lesson.required) enrollment.completedRequiredLessons += 1;
  tx.state(facts.lessonCompleted, enrollment, { userId, lessonId: lesson.id });

  const missingRequiredLessons = enrollment.requiredLessons - enrollment.completedRequiredLessons;
  if (before !== EnrollmentStatus.COMPLETED && missingRequiredLessons === 0) {
    enrollment.status = enrollmentLifecycle.next(enrollment.status, 'complete', { missingRequiredLessons });
    enrollment.completedOn = tx.clock.today();
    tx.state(facts.enrollmentCompleted, enrollment, { userId, courseId, partnerId });
  }
  return tx.save(enrollment);
}

export async function withdraw(tx: Transaction, id: string, version: number, reason: string): Promise<Enrollment> {
  const enrollment = await tx.require(Enrollment, id, { version });
  tx.assert('enrollment.withdraw', enrollment);
  enrollment.status = enrollmentLifecycle.transitionFor(enrollment.status, 'withdraw').to;
  enrollment.activeKey = null;
  await tx.save(enrollment);
  tx.state(facts.enrollmentWithdrawn, enrollment, { userId: enrollment.userId, reason });
  return enrollment;
}
