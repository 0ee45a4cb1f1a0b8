import type { Transaction } from '../../shared/database/transaction';
import { ConflictError, InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { newId, requireId } from '../../shared/domain/ids';
import { searchKey } from '../../shared/domain/text';
import { ServiceOffering } from '../catalog';
import { Course, Lesson, LessonKind } from './course.entity';
import { courseLifecycle, CourseStatus } from './course.lifecycle';
import { LearningPath, type LearningPathEntry } from './learning-path.entity';
import * as facts from './training.facts';
import type { CourseDraftInput, LearningPathSetInput, LessonAddInput } from './training.inputs';

const largestCourse = 200;

export async function draftCourse(tx: Transaction, input: CourseDraftInput): Promise<Course> {
  tx.assert('course.draft');
  const predecessor = input.predecessorId
    ? await tx.require(Course, input.predecessorId, { field: ['input', 'predecessorId'] })
    : null;
  if (predecessor && predecessor.status !== CourseStatus.PUBLISHED) {
    throw new RuleViolationError(
      'predecessor-not-current',
      'Only the edition that is published now can be succeeded.',
      [`${predecessor.id} is ${predecessor.status}`],
      ['input', 'predecessorId'],
    );
  }
  if (!predecessor && input.requiresRetraining) {
    throw new InvalidInputError('Nobody has completed an earlier edition of a new course.', [
      'input',
      'requiresRetraining',
    ]);
  }
  const course = await tx.insert(Course, {
    familyId: predecessor?.familyId ?? newId('coursefamily'),
    edition: null,
    predecessorId: predecessor?.id ?? null,
    title: input.title,
    titleKey: searchKey(input.title),
    description: input.description,
    status: courseLifecycle.initial,
    requiresRetraining: input.requiresRetraining,
    lessonCount: 0,
    requiredLessonCount: 0,
    publishedOn: null,
  });
  tx.state(facts.courseDrafted, course, { predecessorId: course.predecessorId });
  return course;
}

export async function addLesson(
  tx: Transaction,
  courseId: string,
  version: number,
  input: LessonAddInput,
): Promise<Lesson> {
  const course = await tx.require(Course, courseId, { version, field: ['courseId'] });
  tx.assert('lesson.add', course);
  if (course.status !== CourseStatus.DRAFT) {
    throw new RuleViolationError('course-not-draft', 'A course gets lessons only until it is published.', [
      `${course.id} is ${course.status}`,
    ]);
  }
  if (course.lessonCount >= largestCourse) {
    throw new RuleViolationError('course-full', `A course has at most ${largestCourse} lessons.`);
  }
  if (input.kind === LessonKind.LINK && !isWebAddress(input.content)) {
    throw new InvalidInputError('A link is an address that begins with http:// or https://.', ['input', 'content']);
  }
  course.lessonCount += 1;
  if (input.required) course.requiredLessonCount += 1;
  const lesson = await tx.insert(Lesson, { ...input, courseId: course.id, position: course.lessonCount });
  await tx.save(course);
  tx.state(facts.lessonAdded, course, { lessonId: lesson.id });
  return lesson;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

export async function publishCourse(tx: Transaction, id: string, version: number): Promise<Course> {
  const course = await tx.require(Course, id, { version });
  tx.assert('course.publish', course);
  const predecessor = course.predecessorId && (await tx.load(Course, course.predecessorId));
  course.status = courseLifecycle.next(course.status, 'publish', {
    requiredLessons: course.requiredLessonCount,
    predecessor: predecessor ? predecessor.status : null,
  });
  if (predecessor) {
    predecessor.status = courseLifecycle.transitionFor(predecessor.status, 'supersede').to;
    await tx.save(predecessor);
    tx.state(facts.courseSuperseded, predecessor, { successorId: course.id });
  }
  course.edition = predecessor ? predecessor.edition! + 1 : 1;
  course.publishedOn = tx.clock.today();
  await tx.save(course);
  tx.state(facts.coursePublished, course, { edition: course.edition });
  return course;
}

export async function discardCourse(tx: Transaction, id: string, version: number): Promise<Course> {
  const course = await tx.require(Course, id, { version });
  tx.assert('course.discard', course);
  course.status = courseLifecycle.transitionFor(course.status, 'discard').to;
  await tx.save(course);
  tx.state(facts.courseDiscarded, course, {});
  return course;
}

export async function setLearningPath(
  tx: Transaction,
  offeringId: string,
  version: number | null,
  input: LearningPathSetInput,
): Promise<LearningPath> {
  const offering = await tx.require(ServiceOffering, offeringId, { field: ['offeringId'] });
  tx.assert('learningPath.set', offering);
  const present = await tx.first(LearningPath, { offeringId: offering.id });
  if (present && present.version !== version) throw new ConflictError(present.id, present.version);
  if (!present && version !== null) {
    throw new InvalidInputError('The offering has no learning path yet: leave the version out.', ['version']);
  }
  const entries = await pathEntries(tx, input);
  let path: LearningPath;
  if (present) {
    present.entries = entries;
    path = await tx.save(present);
  } else {
    path = await tx.insert(LearningPath, { offeringId: offering.id, entries });
  }
  tx.state(facts.learningPathWasSet, path, { offeringId: offering.id });
  return path;
}

/** The named courses by their families, so that the path goes on with whichever edition is the present one. */
async function pathEntries(tx: Transaction, input: LearningPathSetInput): Promise<LearningPathEntry[]> {
  const field = (index: number) => ['input', 'entries', String(index), 'courseId'];
  const ids = input.entries.map(({ courseId }, index) => requireId('course', courseId, field(index)));
  const courses = new Map((await tx.list(Course, { id: ids })).map((course) => [course.id, course]));
  const entries = ids.map((id, index) => {
    const course = courses.get(id);
    if (!course?.publishedOn) {
      throw new RuleViolationError(
        'course-not-published',
        'A learning path leads through published courses.',
        [id],
        field(index),
      );
    }
    return { familyId: course.familyId, required: input.entries[index]!.required };
  });
  const families = entries.map(({ familyId }) => familyId);
  const twice = families.findIndex((family, index) => families.indexOf(family) !== index);
  if (twice >= 0) throw new InvalidInputError('This course is in the path already.', field(twice));
  if (!entries.some(({ required }) => required)) {
    throw new RuleViolationError(
      'no-required-course',
      'At least one course must be required.',
      [],
      ['input', 'entries'],
    );
  }
  return entries;
}
