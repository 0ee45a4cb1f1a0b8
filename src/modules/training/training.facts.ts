import { defineFact } from '../../shared/events/fact';

export const courseDrafted = defineFact<{ predecessorId: string | null }>('CourseDrafted', 'A course was begun.');
export const lessonAdded = defineFact<{ lessonId: string }>('LessonAdded', 'A lesson was added to a draft course.');
export const coursePublished = defineFact<{ edition: number }>('CoursePublished', 'A course was opened for enrolment.');
export const courseSuperseded = defineFact<{ successorId: string }>(
  'CourseSuperseded',
  'A later edition of the course was published.',
);
export const courseDiscarded = defineFact('CourseDiscarded', 'A draft course was given up.');
export const learningPathWasSet = defineFact<{ offeringId: string }>(
  'LearningPathSet',
  'It was decided which courses lead to the assessments of an offering.',
);
export const enrollmentCreated = defineFact<{ userId: string; courseId: string; partnerId: string | null }>(
  'EnrollmentCreated',
  'A person was enrolled in a course.',
);
export const lessonCompleted = defineFact<{ userId: string; lessonId: string }>(
  'LessonCompleted',
  'A person completed a lesson.',
);
export const enrollmentCompleted = defineFact<{ userId: string; courseId: string; partnerId: string | null }>(
  'EnrollmentCompleted',
  'A person completed every required lesson of a course.',
);
export const enrollmentWithdrawn = defineFact<{ userId: string; reason: string }>(
  'EnrollmentWithdrawn',
  'A person does not take a course after all.',
);
