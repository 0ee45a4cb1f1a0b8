import { sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import type { Action } from '../../shared/domain/action';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { Document } from '../documents';
import { Course, Lesson, LessonKind } from './course.entity';
import { mustBeDraft } from './course.service';
import { lessonActions } from './training.actions';
import * as facts from './training.facts';
import type { LessonAddInput, LessonUpdateInput } from './training.inputs';

const maxLessons = 200;

/*
 * Every change of a lesson also changes its draft course, on the version that the client read, so that the optimistic
 * lock also covers concurrent changes and publication.
 */

export async function addLesson(
  tx: Transaction,
  courseId: string,
  version: number,
  input: LessonAddInput,
): Promise<Lesson> {
  const course = await tx.require(Course, courseId, { version, field: ['courseId'] });
  tx.assert(lessonActions.add, course);
  mustBeDraft(course);
  if (course.lessonCount >= maxLessons) {
    throw new RuleViolationError('course-full', `A course has at most ${maxLessons} lessons.`);
  }
  const { kind, content = null, documentId = null } = input;
  const material = await contentOf(tx, { kind, content: content ?? '', documentId });
  course.lessonCount += 1;
  if (input.required) course.requiredLessonCount += 1;
  const lesson = await tx.insert(Lesson, {
    courseId: course.id,
    position: course.lessonCount,
    title: input.title,
    required: input.required,
    ...material,
    minutes: input.minutes,
  });
  await saveCourse(tx, course);
  tx.record(facts.lessonAdded, course, { lessonId: lesson.id });
  return lesson;
}

export async function updateLesson(
  tx: Transaction,
  id: string,
  courseVersion: number,
  input: LessonUpdateInput,
): Promise<Lesson> {
  const { course, lesson } = await lessonOfDraft(tx, lessonActions.update, id, courseVersion);
  const required = input.required ?? lesson.required;
  course.requiredLessonCount += Number(required) - Number(lesson.required);
  Object.assign(lesson, {
    title: input.title ?? lesson.title,
    required,
    minutes: input.minutes ?? lesson.minutes,
    ...(await contentOf(tx, {
      kind: input.kind ?? lesson.kind,
      content: input.content ?? lesson.content,
      documentId: input.documentId ?? lesson.documentId,
    })),
  });
  await tx.save(lesson);
  await saveCourse(tx, course);
  tx.record(facts.lessonUpdated, course, { lessonId: lesson.id });
  return lesson;
}

export async function moveLesson(
  tx: Transaction,
  id: string,
  courseVersion: number,
  position: number,
): Promise<Course> {
  const { course, lesson } = await lessonOfDraft(tx, lessonActions.move, id, courseVersion);
  if (position > course.lessonCount) {
    throw new InvalidInputError(`The course has ${course.lessonCount} lessons.`, ['input', 'position']);
  }
  const from = lesson.position;
  if (position === from) return course;
  const [low, high] = [Math.min(from, position), Math.max(from, position)];
  const lessons = await tx.list(Lesson, { courseId: course.id }, [{ column: 'position' }]);
  // Positions are unique at any moment, so the lessons move to negative positions first.
  const moved = lessons.filter((other) => other.position >= low && other.position <= high);
  await tx.execute(sql`UPDATE lesson SET position = -position WHERE id IN (${moved.map((each) => each.id)})`);
  for (const each of moved) {
    each.position = each.id === lesson.id ? position : each.position + (position < from ? 1 : -1);
    await tx.save(each);
  }
  await saveCourse(tx, course);
  tx.record(facts.lessonMoved, course, { lessonId: lesson.id, position });
  return course;
}

export async function removeLesson(tx: Transaction, id: string, courseVersion: number): Promise<Course> {
  const { course, lesson } = await lessonOfDraft(tx, lessonActions.remove, id, courseVersion);
  const later = (await tx.list(Lesson, { courseId: course.id }, [{ column: 'position' }])).filter(
    ({ position }) => position > lesson.position,
  );
  await tx.deleteAll(Lesson, [lesson]);
  for (const each of later) {
    each.position -= 1;
    await tx.save(each);
  }
  course.lessonCount -= 1;
  if (lesson.required) course.requiredLessonCount -= 1;
  await saveCourse(tx, course);
  tx.record(facts.lessonRemoved, course, { lessonId: lesson.id, title: lesson.title });
  return course;
}

async function lessonOfDraft(
  tx: Transaction,
  action: Action<string, Course>,
  id: string,
  courseVersion: number,
): Promise<{ course: Course; lesson: Lesson }> {
  const lesson = await tx.require(Lesson, id);
  const course = await tx.require(Course, lesson.courseId, { version: courseVersion });
  tx.assert(action, course);
  mustBeDraft(course);
  return { course, lesson };
}

async function saveCourse(tx: Transaction, course: Course): Promise<void> {
  course.contentRevision = (course.contentRevision ?? 0) + 1;
  await tx.save(course);
}

/** The content of a lesson: a text, an address, or a document that everybody may see. */
async function contentOf(
  tx: Transaction,
  { kind, content, documentId }: { kind: LessonKind; content: string; documentId: string | null },
): Promise<Pick<Lesson, 'kind' | 'content' | 'documentId'>> {
  if (kind === LessonKind.FILE) {
    const field = ['input', 'documentId'];
    if (documentId === null) throw new InvalidInputError('A lesson that is a file needs a document.', field);
    const document = await tx.require(Document, documentId, { field });
    if (document.withdrawnAt !== null) {
      throw new RuleViolationError('document-withdrawn', `${document.name} was withdrawn.`, [document.id], field);
    }
    if (document.partnerId === null && document.projectId === null) {
      return { kind, content: '', documentId: document.id };
    }
    const message =
      "A lesson is for every partner: its document must be the vendor's own, about no partner and no project.";
    throw new RuleViolationError('document-not-for-all', message, [document.id], field);
  }
  const field = ['input', 'content'];
  if (content === '') throw new InvalidInputError('A lesson that is not a file needs content.', field);
  if (kind === LessonKind.LINK && !(/^https:\/\/\S+$/i.test(content) && URL.canParse(content))) {
    throw new InvalidInputError('A link must be an address that begins with https://.', field);
  }
  return { kind, content, documentId: null };
}
