import { Policy } from '../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../shared/access/viewer';
import { column, sql } from '../../shared/database/sql';
import { Assessment } from './assessment.entity';
import { AssessmentStatus } from './assessment.lifecycle';
import { Attempt } from './attempt.entity';
import { Certification } from './certification.entity';
import { AssessmentEvaluation, EvaluationAssessor } from './evaluation.entity';

export const policy = new Policy();

/** Who may see which answers are right; they take no assessment themselves. */
export function seesAnswerKeys(viewer: Viewer): boolean {
  return hasRole(viewer, Role.ADMIN, Role.ECOSYSTEM_MANAGER, Role.MENTOR);
}

policy
  .allow('assessment.draft', 'assessment.update', 'assessment.publish', 'assessment.discard', 'assessment.retire')
  .to(Role.ECOSYSTEM_MANAGER);

policy.allow('attempt.start', 'attempt.answer', 'attempt.submit').toSignedIn();
policy
  .forbid('attempt.start')
  .when(seesAnswerKeys, 'knows-the-answers', 'Who may see the right answers does not take an assessment.');
policy
  .forbid('attempt.answer', 'attempt.submit')
  .when(
    (viewer: Viewer, attempt: Attempt) => viewer.userId !== attempt.userId,
    'own-act-only',
    'Only the person whose attempt it is answers and submits it.',
  );

/** An evaluation with the ids of those who assess in it. */
export interface Judged {
  evaluation: Pick<AssessmentEvaluation, 'userId' | 'partnerId'>;
  assessorIds: readonly string[];
}

/** Nobody assesses themself, or a member of their own firm. */
export function hasConflict(
  assessor: { userId: string | null; partnerId: string | null },
  candidate: Judged['evaluation'],
): boolean {
  const sameFirm = assessor.partnerId !== null && assessor.partnerId === candidate.partnerId;
  return assessor.userId === candidate.userId || sameFirm;
}

export const conflictMessage = 'Nobody assesses themself or a member of their own firm.';

const managing = ['evaluation.schedule', 'evaluation.reschedule', 'evaluation.conclude', 'evaluation.cancel'];
policy.allow(...managing).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(...managing)
  .when(
    (viewer: Viewer, { evaluation }: Judged) => viewer.userId === evaluation.userId,
    'own-act',
    'Nobody decides on their own evaluation.',
  );
policy.allow('evaluation.score').to(Role.MENTOR);
policy
  .forbid('evaluation.score')
  .when(
    (viewer: Viewer, { evaluation }: Judged) => hasConflict(viewer, evaluation),
    'conflict-of-interest',
    conflictMessage,
  );
policy
  .forbid('evaluation.score')
  .when(
    (viewer: Viewer, { assessorIds }: Judged) => viewer.userId === null || !assessorIds.includes(viewer.userId),
    'not-an-assessor',
    'Only its assessors give levels.',
  );

policy.allow('certification.revoke', 'certification.renewOpen').to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid('certification.revoke', 'certification.renewOpen')
  .when(
    (viewer: Viewer, certification: Certification) => viewer.userId === certification.userId,
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
