import type { Transaction } from '../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { newId } from '../../shared/domain/ids';
import { searchKey } from '../../shared/domain/text';
import { Course, Lesson } from './course.entity';
import { type CourseConditions, courseLifecycle, CourseStatus } from './course.lifecycle';
import { LearningPath } from './learning-path.entity';
import { courseActions } from './training.actions';
import * as facts from './training.facts';
import type { CourseDraftInput, CourseUpdateInput } from './training.inputs';

export async function draftCourse(tx: Transaction, input: CourseDraftInput): Promise<Course> {
  tx.assert(courseActions.draft);
  const predecessor = input.predecessorId
    ? await tx.require(Course, input.predecessorId, { field: ['input', 'predecessorId'] })
    : null;
  if (predecessor && predecessor.status !== CourseStatus.PUBLISHED) {
    throw new RuleViolationError(
      'predecessor-not-current',
      'Only the published edition can be succeeded.',
      [`${predecessor.id} is ${predecessor.status}`],
      ['input', 'predecessorId'],
    );
  }
  const lessons =
    predecessor && input.copyLessons
      ? await tx.list(Lesson, { courseId: predecessor.id }, [{ column: 'position' }])
      : [];
  const course = await tx.insert(Course, {
    familyId: predecessor?.familyId ?? newId('coursefamily'),
    predecessorId: predecessor?.id ?? null,
    title: input.title,
    titleKey: searchKey(input.title),
    description: input.description,
    status: courseLifecycle.initial,
    requiresRetraining: input.requiresRetraining,
    retrainingDays: input.retrainingDays ?? null,
    lessonCount: lessons.length,
    requiredLessonCount: lessons.filter(({ required }) => required).length,
    contentRevision: 0,
  });
  checkRetraining(course);
  await tx.insertAll(
    Lesson,
    lessons.map(({ position, title, required, kind, content, documentId, minutes }) => ({
      courseId: course.id,
      position,
      title,
      required,
      kind,
      content,
      documentId,
      minutes,
    })),
  );
  tx.record(facts.courseDrafted, course, { predecessorId: course.predecessorId });
  return course;
}

export async function updateCourse(
  tx: Transaction,
  id: string,
  version: number,
  input: CourseUpdateInput,
): Promise<Course> {
  const course = await tx.require(Course, id, { version });
  tx.assert(courseActions.update, course);
  mustBeDraft(course);
  course.title = input.title ?? course.title;
  course.titleKey = searchKey(course.title);
  course.description = input.description ?? course.description;
  course.requiresRetraining = input.requiresRetraining ?? course.requiresRetraining;
  if (input.retrainingDays !== undefined) course.retrainingDays = input.retrainingDays;
  checkRetraining(course);
  await tx.save(course);
  tx.record(facts.courseUpdated, course, {});
  return course;
}

function checkRetraining({ predecessorId, requiresRetraining, retrainingDays }: Course): void {
  if (requiresRetraining && predecessorId === null) {
    throw new InvalidInputError('The first edition of a course cannot require retraining.', [
      'input',
      'requiresRetraining',
    ]);
  }
  if (!requiresRetraining && retrainingDays !== null) {
    throw new InvalidInputError('A time for retraining can be set only if retraining is required.', [
      'input',
      'retrainingDays',
    ]);
  }
}

/** A published course cannot be edited. */
export function mustBeDraft(course: Course): void {
  if (course.status === CourseStatus.DRAFT) return;
  throw new RuleViolationError('course-not-draft', 'Only a draft course can be changed. Draft the next edition.', [
    `${course.id} is ${course.status}`,
  ]);
}

export async function publishCourse(tx: Transaction, id: string, version: number): Promise<Course> {
  const course = await tx.require(Course, id, { version });
  tx.assert(courseActions.publish, course);
  const predecessor = course.predecessorId === null ? null : await tx.load(Course, course.predecessorId);
  course.status = courseLifecycle.next(course.status, courseActions.publish, courseConditions(course, predecessor));
  if (predecessor) {
    predecessor.status = courseLifecycle.transitionFor(predecessor.status, courseActions.supersede).to;
    await tx.save(predecessor);
    tx.record(facts.courseSuperseded, predecessor, { successorId: course.id });
  }
  course.edition = predecessor ? predecessor.edition! + 1 : 1;
  course.publishedOn = tx.clock.today();
  await tx.save(course);
  tx.record(facts.coursePublished, course, { edition: course.edition });
  return course;
}

export async function discardCourse(tx: Transaction, id: string, version: number): Promise<Course> {
  const course = await tx.require(Course, id, { version });
  tx.assert(courseActions.discard, course);
  course.status = courseLifecycle.transitionFor(course.status, courseActions.discard).to;
  await tx.save(course);
  tx.record(facts.courseDiscarded, course, {});
  return course;
}

export async function retireCourse(tx: Transaction, id: string, version: number, reason: string): Promise<Course> {
  const course = await tx.require(Course, id, { version });
  tx.assert(courseActions.retire, course);
  course.status = courseLifecycle.transitionFor(course.status, courseActions.retire).to;
  const paths = (await tx.list(LearningPath, {})).filter(({ entries }) =>
    entries.some(({ familyId }) => familyId === course.familyId),
  );
  if (paths.length > 0) {
    throw new RuleViolationError(
      'course-in-learning-path',
      'Learning paths contain this course. Remove it from them first.',
      paths.map((path) => path.id),
    );
  }
  course.retiredOn = tx.clock.today();
  await tx.save(course);
  tx.record(facts.courseRetired, course, { reason });
  return course;
}

/** The conditions for the guards of a course's lifecycle. */
export function courseConditions(course: Course, predecessor: Course | null): CourseConditions {
  return { requiredLessons: course.requiredLessonCount, predecessor: predecessor?.status ?? null };
}
