import { Policy } from '../../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { seesAnswerKeys } from '../assessments/assessment.policy';
import { attemptActions } from './attempt.actions';
import { Attempt } from './attempt.entity';

export const policy = new Policy();

policy.allow(attemptActions.start, attemptActions.answer, attemptActions.submit).toSignedIn();
policy
  .forbid(attemptActions.start)
  .when(seesAnswerKeys, 'knows-the-answers', 'You may see the right answers, so you cannot take an assessment.');
policy
  .forbid(attemptActions.answer, attemptActions.submit)
  .when(
    (viewer, attempt) => viewer.userId !== attempt.userId,
    'own-act-only',
    'Only the candidate can answer and submit an attempt.',
  );
/** A PARTNER_ADMIN sees those of the whole firm, other members their own. */
export const ownOrOfTheirFirm = (viewer: Viewer) =>
  hasRole(viewer, Role.PARTNER_ADMIN)
    ? sql`${column<Attempt>('partnerId')} = ${viewer.partnerId}`
    : sql`${column<Attempt>('userId')} = ${viewer.userId}`;
policy.show(Attempt).toStaff().toPartners(ownOrOfTheirFirm);
