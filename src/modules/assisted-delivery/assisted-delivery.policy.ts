import { Policy } from '../../shared/access/policy';
import { Role, type Viewer } from '../../shared/access/viewer';
import { column, sql } from '../../shared/database/sql';
import type { Project } from '../delivery';
import { User } from '../identity';
import { AssistedDelivery } from './assisted-delivery.entity';
import { Evaluation } from './evaluation.entity';

export const policy = new Policy();

/** What the actions are asked of: the delivery, once there is one, and its project, whose manager answers for it. */
export interface OnProject {
  delivery: AssistedDelivery | null;
  project: Project | null;
}

const isTheMentor = (viewer: Viewer, { delivery }: OnProject) =>
  delivery !== null && viewer.userId === delivery.mentorId;
const managesTheProject = (viewer: Viewer, { project }: OnProject) =>
  project !== null && viewer.userId === project.managerId;

policy.allow('assistedDelivery.plan', 'assistedDelivery.extend').to(Role.ECOSYSTEM_MANAGER);
policy.allow('assistedDelivery.plan', 'assistedDelivery.extend').to(Role.PROJECT_MANAGER).when(managesTheProject);
policy
  .allow('assistedDelivery.start', 'assistedDelivery.extend', 'assistedDelivery.evaluate', 'assistedDelivery.conclude')
  .to(Role.MENTOR)
  .when(isTheMentor);
policy
  .forbid('assistedDelivery.evaluate', 'assistedDelivery.conclude')
  .when(
    (viewer: Viewer, subject: OnProject) => !isTheMentor(viewer, subject),
    'mentor-only',
    'Only the mentor who was there evaluates and concludes.',
  );

const ownFirm = (viewer: Viewer) => sql`${column('partnerId')} = ${viewer.partnerId}`;
policy.show(AssistedDelivery).toStaff().toPartners(ownFirm);
policy.show(Evaluation).toStaff().toPartners(ownFirm);
// A partner knows who accompanies it.
policy
  .show(User)
  .toPartners(
    (viewer) =>
      sql`${column('id')} IN (SELECT assisted.mentorId FROM assisted_delivery AS assisted WHERE assisted.partnerId = ${viewer.partnerId})`,
  );
