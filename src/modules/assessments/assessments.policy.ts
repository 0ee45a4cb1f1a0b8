import { Policy } from '../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../shared/access/viewer';
import { column, sql } from '../../shared/database/sql';
import { Assessment } from './assessment.entity';
import { AssessmentStatus } from './assessment.lifecycle';
import { Attempt } from './attempt.entity';
import { Certification } from './certification.entity';

export const policy = new Policy();

/** Who may see which answers are right; they take no assessment themselves. */
export function seesAnswerKeys(viewer: Viewer): boolean {
  return hasRole(viewer, Role.ADMIN, Role.ECOSYSTEM_MANAGER, Role.MENTOR);
}

policy.allow('assessment.draft', 'assessment.publish', 'assessment.discard').to(Role.ECOSYSTEM_MANAGER);

policy.allow('attempt.start', 'attempt.submit').toSignedIn();
policy
  .forbid('attempt.start')
  .when(seesAnswerKeys, 'knows-the-answers', 'Who may see the right answers does not take an assessment.');
policy
  .forbid('attempt.submit')
  .when(
    (viewer: Viewer, attempt: Attempt) => viewer.userId !== attempt.userId,
    'own-act-only',
    'Only the person whose attempt it is submits it.',
  );

policy.allow('certification.revoke').to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid('certification.revoke')
  .when(
    (viewer: Viewer, certification: Certification) => viewer.userId === certification.userId,
    'own-act',
    'Nobody decides on their own certification.',
  );

const publishedOnce = [AssessmentStatus.PUBLISHED, AssessmentStatus.SUPERSEDED];
policy
  .show(Assessment)
  .toStaff()
  .toPartners(() => sql`${column('status')} IN (${publishedOnce})`);
policy
  .show(Attempt)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column('partnerId')} = ${viewer.partnerId}`
      : sql`${column('userId')} = ${viewer.userId}`,
  );
policy
  .show(Certification)
  .toStaff()
  .toPartners((viewer) => sql`${column('partnerId')} = ${viewer.partnerId}`);
