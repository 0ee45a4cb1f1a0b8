import { defineFact } from '../../shared/events/fact';

/** Who takes which course, and whose member they are. */
interface Participation {
  userId: string;
  courseId: string;
  partnerId: string | null;
}

export const courseDrafted = defineFact<{ predecessorId: string | null }>('CourseDrafted', 'A course was begun.');
export const courseUpdated = defineFact('CourseUpdated', 'What a draft course says of itself was changed.');
export const lessonAdded = defineFact<{ lessonId: string }>('LessonAdded', 'A lesson was added to a draft course.');
export const lessonUpdated = defineFact<{ lessonId: string }>(
  'LessonUpdated',
  'A lesson of a draft course was changed.',
);
export const lessonMoved = defineFact<{ lessonId: string; position: number }>(
  'LessonMoved',
  'A lesson of a draft course got another place.',
);
export const lessonRemoved = defineFact<{ lessonId: string; title: string }>(
  'LessonRemoved',
  'A lesson was taken out of a draft course.',
);
export const coursePublished = defineFact<{ edition: number }>('CoursePublished', 'A course was opened for enrolment.');
export const courseSuperseded = defineFact<{ successorId: string }>(
  'CourseSuperseded',
  'A later edition of the course was published.',
);
export const courseDiscarded = defineFact('CourseDiscarded', 'A draft course was given up.');
export const courseRetired = defineFact<{ reason: string }>('CourseRetired', 'A course takes no more enrolments.');
export const learningPathWasSet = defineFact<{ offeringId: string }>(
  'LearningPathSet',
  'It was decided which courses lead to the assessments of an offering.',
);
export const enrollmentCreated = defineFact<Participation & { retrainingOfId: string | null }>(
  'EnrollmentCreated',
  'A person was enrolled in a course.',
);
export const enrollmentBatchCreated = defineFact<{ courseId: string; enrolled: number }>(
  'EnrollmentBatchCreated',
  'Several people were to be enrolled in a course.',
);
export const enrollmentDueDateSet = defineFact<{ dueOn: string | null }>(
  'EnrollmentDueDateSet',
  'A person was given another day until which to complete a course.',
);
export const enrollmentDueSoon = defineFact<Participation & { dueOn: string }>(
  'EnrollmentDueSoon',
  'A person has a week or less to complete a course.',
);
export const enrollmentOverdue = defineFact<Participation & { dueOn: string }>(
  'EnrollmentOverdue',
  'A person has not completed a course in time.',
);
export const lessonCompleted = defineFact<{ userId: string; lessonId: string }>(
  'LessonCompleted',
  'A person completed a lesson.',
);
export const enrollmentCompleted = defineFact<Participation>(
  'EnrollmentCompleted',
  'A person completed every required lesson of a course, or the course elsewhere.',
);
export const enrollmentWaived = defineFact<Participation & { reason: string }>(
  'EnrollmentWaived',
  'A person was let off the lessons of a course, which counts as completed.',
);
export const enrollmentWithdrawn = defineFact<{ userId: string; reason: string }>(
  'EnrollmentWithdrawn',
  'A person does not take a course after all.',
);
export const courseFailed = defineFact<Participation>(
  'CourseFailed',
  'A person did not pass a course in a learning system; they may try again.',
);
export const xapiStatementAccepted = defineFact<{ status: string; gap: string | null }>(
  'XapiStatementAccepted',
  'A learning system said something of a person and a course.',
);
export const xapiStatementMatched = defineFact(
  'XapiStatementMatched',
  'It was found out whom and what a statement is about.',
);
export const xapiStatementDismissed = defineFact<{ reason: string }>(
  'XapiStatementDismissed',
  'A statement was put aside.',
);
