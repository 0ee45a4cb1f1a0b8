export { Course, Lesson, LessonKind } from './course.entity';
export { CourseStatus } from './course.lifecycle';
export { Enrollment } from './enrollment.entity';
export { EnrollmentStatus } from './enrollment.lifecycle';
export { LearningPath } from './learning-path.entity';
export * as courseService from './course.service';
export * as lessonService from './lesson.service';
export * as learningPathService from './learning-path.service';
export * as enrollmentService from './enrollment.service';
