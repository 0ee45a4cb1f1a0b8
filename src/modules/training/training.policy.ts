import { Policy } from '../../shared/access/policy';
import { Role, type Viewer } from '../../shared/access/viewer';
import { column, raw, sql } from '../../shared/database/sql';
import { Document } from '../documents';
import { Course, Lesson } from './course.entity';
import { CourseStatus } from './course.lifecycle';
import { Enrollment } from './enrollment.entity';
import { EnrollmentBatch } from './enrollment-batch.entity';
import { LearningPath } from './learning-path.entity';
import { XapiStatement } from './xapi-statement.entity';

export const policy = new Policy();

/** Whose training it is. */
export interface Learner {
  userId: string | null;
  partnerId: string | null;
}

const isThemself = (viewer: Viewer, learner: Learner) => viewer.userId === learner.userId;
const isOfTheirFirm = (viewer: Viewer, learner: Learner) =>
  viewer.partnerId !== null && viewer.partnerId === learner.partnerId;

policy
  .allow(
    'course.draft',
    'course.update',
    'course.publish',
    'course.discard',
    'course.retire',
    'lesson.add',
    'lesson.update',
    'lesson.move',
    'lesson.remove',
    'learningPath.set',
  )
  .to(Role.ECOSYSTEM_MANAGER);

policy.allow('enrollment.create', 'enrollment.withdraw').to(Role.ECOSYSTEM_MANAGER);
policy.allow('enrollment.create', 'enrollment.withdraw').to(Role.PARTNER_ADMIN).when(isOfTheirFirm);
policy.allow('enrollment.create', 'enrollment.withdraw').toSignedIn().when(isThemself);

// Their own due date is not for people to move.
policy.allow('enrollment.update').to(Role.ECOSYSTEM_MANAGER);
policy.allow('enrollment.update').to(Role.PARTNER_ADMIN).when(isOfTheirFirm);

policy.allow('enrollment.waive').to(Role.ECOSYSTEM_MANAGER);
policy.forbid('enrollment.waive').when(isThemself, 'own-act', 'Nobody lets themself off a course.');

policy.allow('xapiStatement.match', 'xapiStatement.dismiss').to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid('xapiStatement.match')
  .when(
    (viewer: Viewer, { userId }: Pick<Learner, 'userId'>) => userId !== null && viewer.userId === userId,
    'own-act',
    'Nobody decides that a statement is about themself.',
  );

policy.allow('lesson.complete').toSignedIn();
policy
  .forbid('lesson.complete')
  .when(
    (viewer: Viewer, learner: Learner) => !isThemself(viewer, learner),
    'own-act-only',
    'Only the enrolled person completes lessons.',
  );

const publishedOnce = [CourseStatus.PUBLISHED, CourseStatus.SUPERSEDED, CourseStatus.RETIRED];
policy
  .show(Course)
  .toStaff()
  .toPartners(() => sql`${column('status')} IN (${publishedOnce})`);
policy
  .show(Lesson)
  .toStaff()
  .toPartners(() => sql`${column('courseId')} IN (SELECT id FROM course WHERE status IN (${publishedOnce}))`);
// The file of a lesson is for whoever sees the lesson.
policy.show(Document).toPartners(
  () => sql`${column('id')} IN (SELECT lesson.documentId FROM lesson JOIN course ON course.id = lesson.courseId
      WHERE lesson.documentId IS NOT NULL AND course.status IN (${publishedOnce}))`,
);
policy
  .allow('document.download')
  .to(Role.PARTNER_ADMIN, Role.PARTNER_MEMBER)
  .when((_viewer: Viewer, document: Document) => document.partnerId === null && document.projectId === null);
policy
  .show(LearningPath)
  .toStaff()
  .toPartners(() => raw('1 = 1'));
policy
  .show(Enrollment)
  .toStaff()
  .toPartners((viewer) => sql`${column('partnerId')} = ${viewer.partnerId}`);
policy
  .show(EnrollmentBatch)
  .toStaff()
  .toPartners((viewer) => sql`${column('partnerId')} = ${viewer.partnerId}`);
policy.show(XapiStatement).toStaff(Role.ADMIN, Role.ECOSYSTEM_MANAGER);
