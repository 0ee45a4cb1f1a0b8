import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { ownOrOfTheirFirm } from '../attempts/attempt.policy';
import { evaluationActions, type Judged } from './evaluation.actions';
import { AssessmentEvaluation, EvaluationAssessor } from './evaluation.entity';

export const policy = new Policy();

/** Assessors must be neither the candidate nor from the candidate's firm. */
export function hasConflict(
  assessor: { userId: string | null; partnerId: string | null },
  candidate: Judged['evaluation'],
): boolean {
  const sameFirm = assessor.partnerId !== null && assessor.partnerId === candidate.partnerId;
  return assessor.userId === candidate.userId || sameFirm;
}

export const conflictMessage = "An assessor must be neither the candidate nor a member of the candidate's firm.";

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
    'You cannot decide on your own evaluation.',
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
    'Only its assessors can give levels.',
  );
policy.show(AssessmentEvaluation).toStaff().toPartners(ownOrOfTheirFirm);
policy.show(EvaluationAssessor).toStaff().toPartners(ownOrOfTheirFirm);
