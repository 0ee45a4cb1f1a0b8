import { Policy } from '../../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { assessmentActions } from './assessment.actions';
import { Assessment } from './assessment.entity';
import { AssessmentStatus } from './assessment.lifecycle';

export const policy = new Policy();

/** Users who may see the right answers; they cannot take an assessment themselves. */
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

const publishedOnce = [AssessmentStatus.PUBLISHED, AssessmentStatus.SUPERSEDED, AssessmentStatus.RETIRED];
policy
  .show(Assessment)
  .toStaff()
  .toPartners(() => sql`${column<Assessment>('status')} IN (${publishedOnce})`);
