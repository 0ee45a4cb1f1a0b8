import { Policy } from '../../shared/access/policy';
import { Role, type Viewer } from '../../shared/access/viewer';
import { column, raw, sql } from '../../shared/database/sql';
import { Document, documentActions } from '../documents';
import { Course, Lesson } from './course.entity';
import { CourseStatus } from './course.lifecycle';
import { Enrollment } from './enrollment.entity';
import { EnrollmentBatch } from './enrollment-batch.entity';
import { LearningPath } from './learning-path.entity';
import {
  courseActions,
  enrollmentActions,
  type Learner,
  learningPathActions,
  lessonActions,
  xapiStatementActions,
} from './training.actions';
import { XapiStatement } from './xapi-statement.entity';

export const policy = new Policy();

const isThemself = (viewer: Viewer, learner: Learner) => viewer.userId === learner.userId;
const isOfTheirFirm = (viewer: Viewer, learner: Learner) =>
  viewer.partnerId !== null && viewer.partnerId === learner.partnerId;

policy
  .allow(
    courseActions.draft,
    courseActions.update,
    courseActions.publish,
    courseActions.discard,
    courseActions.retire,
    lessonActions.add,
    lessonActions.update,
    lessonActions.move,
    lessonActions.remove,
    learningPathActions.set,
  )
  .to(Role.ECOSYSTEM_MANAGER);

policy.allow(enrollmentActions.create, enrollmentActions.withdraw).to(Role.ECOSYSTEM_MANAGER);
policy.allow(enrollmentActions.create, enrollmentActions.withdraw).to(Role.PARTNER_ADMIN).when(isOfTheirFirm);
policy.allow(enrollmentActions.create, enrollmentActions.withdraw).toSignedIn().when(isThemself);

// People cannot move their own due dates.
policy.allow(enrollmentActions.update).to(Role.ECOSYSTEM_MANAGER);
policy.allow(enrollmentActions.update).to(Role.PARTNER_ADMIN).when(isOfTheirFirm);

policy.allow(enrollmentActions.waive).to(Role.ECOSYSTEM_MANAGER);
policy.forbid(enrollmentActions.waive).when(isThemself, 'own-act', 'You cannot waive your own course.');

policy.allow(xapiStatementActions.match, xapiStatementActions.dismiss).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(xapiStatementActions.match)
  .when(
    (viewer, { userId }) => userId !== null && viewer.userId === userId,
    'own-act',
    'You cannot match a statement to yourself.',
  );

policy.allow(lessonActions.complete).toSignedIn();
policy
  .forbid(lessonActions.complete)
  .when(
    (viewer, learner) => !isThemself(viewer, learner),
    'own-act-only',
    'Only the enrolled person completes lessons.',
  );

const publishedOnce = [CourseStatus.PUBLISHED, CourseStatus.SUPERSEDED, CourseStatus.RETIRED];
policy
  .show(Course)
  .toStaff()
  .toPartners(() => sql`${column<Course>('status')} IN (${publishedOnce})`);
policy
  .show(Lesson)
  .toStaff()
  .toPartners(() => sql`${column<Lesson>('courseId')} IN (SELECT id FROM course WHERE status IN (${publishedOnce}))`);
// The file of a lesson is visible to everybody who sees the lesson.
policy.show(Document).toPartners(
  () => sql`${column<Document>('id')} IN (SELECT lesson.documentId FROM lesson JOIN course ON course.id = lesson.courseId
      WHERE lesson.documentId IS NOT NULL AND course.status IN (${publishedOnce}))`,
);
policy
  .allow(documentActions.download)
  .to(Role.PARTNER_ADMIN, Role.PARTNER_MEMBER)
  .when((_viewer, document) => document.partnerId === null && document.projectId === null);
policy
  .show(LearningPath)
  .toStaff()
  .toPartners(() => raw('1 = 1'));
policy
  .show(Enrollment)
  .toStaff()
  .toPartners((viewer) => sql`${column<Enrollment>('partnerId')} = ${viewer.partnerId}`);
policy
  .show(EnrollmentBatch)
  .toStaff()
  .toPartners((viewer) => sql`${column<EnrollmentBatch>('partnerId')} = ${viewer.partnerId}`);
policy.show(XapiStatement).toStaff(Role.ADMIN, Role.ECOSYSTEM_MANAGER);
