import { defineFact } from '../../shared/events/fact';
import { anyId, day, idOf, number, orNull, text } from '../../shared/events/fact-data';

/** Who takes which course, and whose member they are. */
const participation = { userId: idOf('user'), courseId: idOf('course'), partnerId: orNull(idOf('partner')) };

export const courseDrafted = defineFact('CourseDrafted', 'A course was begun.', { predecessorId: orNull(anyId) });
export const courseUpdated = defineFact('CourseUpdated', 'What a draft course says of itself was changed.');
export const lessonAdded = defineFact('LessonAdded', 'A lesson was added to a draft course.', {
  lessonId: idOf('lesson'),
});
export const lessonUpdated = defineFact('LessonUpdated', 'A lesson of a draft course was changed.', {
  lessonId: idOf('lesson'),
});
export const lessonMoved = defineFact('LessonMoved', 'A lesson of a draft course got another place.', {
  lessonId: idOf('lesson'),
  position: number,
});
export const lessonRemoved = defineFact('LessonRemoved', 'A lesson was taken out of a draft course.', {
  lessonId: idOf('lesson'),
  title: text,
});
export const coursePublished = defineFact('CoursePublished', 'A course was opened for enrolment.', { edition: number });
export const courseSuperseded = defineFact('CourseSuperseded', 'A later edition of the course was published.', {
  successorId: anyId,
});
export const courseDiscarded = defineFact('CourseDiscarded', 'A draft course was given up.');
export const courseRetired = defineFact('CourseRetired', 'A course takes no more enrolments.', { reason: text });
export const learningPathWasSet = defineFact(
  'LearningPathSet',
  'It was decided which courses lead to the assessments of an offering.',
  { offeringId: idOf('offering') },
);
export const enrollmentCreated = defineFact('EnrollmentCreated', 'A person was enrolled in a course.', {
  ...participation,
  retrainingOfId: orNull(anyId),
});
export const enrollmentBatchCreated = defineFact(
  'EnrollmentBatchCreated',
  'Several people were to be enrolled in a course.',
  { courseId: idOf('course'), enrolled: number },
);
export const enrollmentDueDateSet = defineFact(
  'EnrollmentDueDateSet',
  'A person was given another day until which to complete a course.',
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
  'A person was let off the lessons of a course, which counts as completed.',
  { ...participation, reason: text },
);
export const enrollmentWithdrawn = defineFact('EnrollmentWithdrawn', 'A person does not take a course after all.', {
  userId: idOf('user'),
  reason: text,
});
export const courseFailed = defineFact(
  'CourseFailed',
  'A person did not pass a course in a learning system; they may try again.',
  participation,
);
export const xapiStatementAccepted = defineFact(
  'XapiStatementAccepted',
  'A learning system said something of a person and a course.',
  { status: text, gap: orNull(text) },
);
export const xapiStatementMatched = defineFact(
  'XapiStatementMatched',
  'It was found out whom and what a statement is about.',
);
export const xapiStatementDismissed = defineFact('XapiStatementDismissed', 'A statement was put aside.', {
  reason: text,
});
