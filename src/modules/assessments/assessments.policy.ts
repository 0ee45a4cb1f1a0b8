import { Policy } from '../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../shared/access/viewer';
import { column, sql } from '../../shared/database/sql';
import { Assessment } from './assessment.entity';
import { AssessmentStatus } from './assessment.lifecycle';
import {
  assessmentActions,
  attemptActions,
  certificationActions,
  evaluationActions,
  type Judged,
} from './assessments.actions';
import { Attempt } from './attempt.entity';
import { Certification } from './certification.entity';
import { AssessmentEvaluation, EvaluationAssessor } from './evaluation.entity';

export const policy = new Policy();

/** Who may see which answers are right; they take no assessment themselves. */
export function seesAnswerKeys(viewer: Viewer): boolean {
  return hasRole(viewer, Role.ADMIN, Role.ECOSYSTEM_MANAGER, Role.MENTOR);
}

policy
  .allow(
    assessmentActions.draft,
    assessmentActions.update,
    assessmentActions.publish,
    assessmentActions.discard,
    assessmentActions.retire,
  )
  .to(Role.ECOSYSTEM_MANAGER);

policy.allow(attemptActions.start, attemptActions.answer, attemptActions.submit).toSignedIn();
policy
  .forbid(attemptActions.start)
  .when(seesAnswerKeys, 'knows-the-answers', 'Who may see the right answers does not take an assessment.');
policy
  .forbid(attemptActions.answer, attemptActions.submit)
  .when(
    (viewer, attempt) => viewer.userId !== attempt.userId,
    'own-act-only',
    'Only the person whose attempt it is answers and submits it.',
  );

/** Nobody assesses themself, or a member of their own firm. */
export function hasConflict(
  assessor: { userId: string | null; partnerId: string | null },
  candidate: Judged['evaluation'],
): boolean {
  const sameFirm = assessor.partnerId !== null && assessor.partnerId === candidate.partnerId;
  return assessor.userId === candidate.userId || sameFirm;
}

export const conflictMessage = 'Nobody assesses themself or a member of their own firm.';

const managing = [
  evaluationActions.schedule,
  evaluationActions.reschedule,
  evaluationActions.conclude,
  evaluationActions.cancel,
];
policy.allow(...managing).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(...managing)
  .when(
    (viewer, { evaluation }) => viewer.userId === evaluation.userId,
    'own-act',
    'Nobody decides on their own evaluation.',
  );
policy.allow(evaluationActions.score).to(Role.MENTOR);
policy
  .forbid(evaluationActions.score)
  .when((viewer, { evaluation }) => hasConflict(viewer, evaluation), 'conflict-of-interest', conflictMessage);
policy
  .forbid(evaluationActions.score)
  .when(
    (viewer, { assessorIds }) => viewer.userId === null || !assessorIds.includes(viewer.userId),
    'not-an-assessor',
    'Only its assessors give levels.',
  );

policy.allow(certificationActions.revoke, certificationActions.renewOpen).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(certificationActions.revoke, certificationActions.renewOpen)
  .when(
    (viewer, certification) => viewer.userId === certification.userId,
    'own-act',
    'Nobody decides on their own certification.',
  );

const publishedOnce = [AssessmentStatus.PUBLISHED, AssessmentStatus.SUPERSEDED, AssessmentStatus.RETIRED];
policy
  .show(Assessment)
  .toStaff()
  .toPartners(() => sql`${column('status')} IN (${publishedOnce})`);
/** Of a firm its administrator sees those of everybody, the others their own. */
const ownOrOfTheirFirm = (viewer: Viewer) =>
  hasRole(viewer, Role.PARTNER_ADMIN)
    ? sql`${column('partnerId')} = ${viewer.partnerId}`
    : sql`${column('userId')} = ${viewer.userId}`;
policy.show(Attempt).toStaff().toPartners(ownOrOfTheirFirm);
policy.show(AssessmentEvaluation).toStaff().toPartners(ownOrOfTheirFirm);
policy.show(EvaluationAssessor).toStaff().toPartners(ownOrOfTheirFirm);
policy
  .show(Certification)
  .toStaff()
  .toPartners((viewer) => sql`${column('partnerId')} = ${viewer.partnerId}`);
