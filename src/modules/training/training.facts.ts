import { defineFact } from '../../shared/events/fact';
import { anyId, day, idOf, number, orNull, text } from '../../shared/events/fact-data';

/** The course, the person, and their partner. */
const participation = { userId: idOf('user'), courseId: idOf('course'), partnerId: orNull(idOf('partner')) };

export const courseDrafted = defineFact('CourseDrafted', 'A course was drafted.', { predecessorId: orNull(anyId) });
export const courseUpdated = defineFact('CourseUpdated', 'The description of a draft course changed.');
export const lessonAdded = defineFact('LessonAdded', 'A lesson was added to a draft course.', {
  lessonId: idOf('lesson'),
});
export const lessonUpdated = defineFact('LessonUpdated', 'A lesson of a draft course changed.', {
  lessonId: idOf('lesson'),
});
export const lessonMoved = defineFact('LessonMoved', 'A lesson of a draft course moved to another position.', {
  lessonId: idOf('lesson'),
  position: number,
});
export const lessonRemoved = defineFact('LessonRemoved', 'A lesson was removed from a draft course.', {
  lessonId: idOf('lesson'),
  title: text,
});
export const coursePublished = defineFact('CoursePublished', 'A course was opened for enrollment.', {
  edition: number,
});
export const courseSuperseded = defineFact('CourseSuperseded', 'A later edition of the course was published.', {
  successorId: anyId,
});
export const courseDiscarded = defineFact('CourseDiscarded', 'A draft course was discarded.');
export const courseRetired = defineFact('CourseRetired', 'A course was closed to new enrollments.', { reason: text });
export const learningPathWasSet = defineFact(
  'LearningPathSet',
  'The courses that prepare for the assessments of an offering were set.',
  { offeringId: idOf('offering') },
);
export const enrollmentCreated = defineFact('EnrollmentCreated', 'A person was enrolled in a course.', {
  ...participation,
  retrainingOfId: orNull(anyId),
});
export const enrollmentBatchCreated = defineFact(
  'EnrollmentBatchCreated',
  'Several people were enrolled in a course together.',
  { courseId: idOf('course'), enrolled: number },
);
export const enrollmentDueDateSet = defineFact(
  'EnrollmentDueDateSet',
  "The due date of a person's enrollment changed.",
  { dueOn: orNull(day) },
);
export const enrollmentDueSoon = defineFact('EnrollmentDueSoon', 'A person has a week or less to complete a course.', {
  ...participation,
  dueOn: day,
});
export const enrollmentOverdue = defineFact('EnrollmentOverdue', 'A person has not completed a course in time.', {
  ...participation,
  dueOn: day,
});
export const lessonCompleted = defineFact('LessonCompleted', 'A person completed a lesson.', {
  userId: idOf('user'),
  lessonId: idOf('lesson'),
});
export const enrollmentCompleted = defineFact(
  'EnrollmentCompleted',
  'A person completed every required lesson of a course, or the course elsewhere.',
  participation,
);
export const enrollmentWaived = defineFact(
  'EnrollmentWaived',
  'The lessons of a course were waived for a person; it counts as completed.',
  { ...participation, reason: text },
);
export const enrollmentWithdrawn = defineFact('EnrollmentWithdrawn', 'A person was withdrawn from a course.', {
  userId: idOf('user'),
  reason: text,
});
export const courseFailed = defineFact(
  'CourseFailed',
  'A person failed a course in a learning system; they may try again.',
  participation,
);
export const xapiStatementAccepted = defineFact(
  'XapiStatementAccepted',
  'A learning system sent a statement about a person and a course.',
  { status: text, gap: orNull(text) },
);
export const xapiStatementMatched = defineFact(
  'XapiStatementMatched',
  'A statement was matched to a person and a course.',
);
export const xapiStatementDismissed = defineFact('XapiStatementDismissed', 'A statement was dismissed.', {
  reason: text,
});
