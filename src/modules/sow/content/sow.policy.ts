import { Policy } from '../../../shared/access/policy';
import { Role, type Viewer } from '../../../shared/access/viewer';
import { and, column, sql } from '../../../shared/database/sql';
import { managesTheProject, staffedProjects } from '../../projects';
import { ProgressUpdate } from '../progress/progress.entity';
import { Deliverable, Milestone, ResourceLine, ScopeItem } from './sow-parts.entity';
import { deliverableActions, type OnProject, progressActions, sowActions } from './sow.actions';
import { StatementOfWork } from './sow.entity';

export const policy = new Policy();

const managesIt = (viewer: Viewer, { project }: OnProject) => managesTheProject(viewer, project);

policy
  .allow(sowActions.draft, sowActions.update, sowActions.discard, sowActions.submit, sowActions.sign)
  .to(Role.PROJECT_MANAGER)
  .when(managesIt);
// Any project manager may review, because the project's own manager has usually written it.
policy.allow(sowActions.approve, sowActions.sendBack).to(Role.PROJECT_MANAGER);
policy
  .forbid(sowActions.approve)
  .when(
    (viewer, { record }) => viewer.userId !== null && [record.authorId, record.submittedById].includes(viewer.userId),
    'own-act',
    'You cannot approve a statement of work that you wrote or submitted.',
  );
policy
  .allow(progressActions.record, deliverableActions.accept, deliverableActions.reject)
  .to(Role.PROJECT_MANAGER)
  .when(managesIt);
policy.allow(deliverableActions.submit, deliverableActions.withdraw).to(Role.PROJECT_MANAGER).when(managesIt);
// The people who made a deliverable submit it: those on the project, and the administrator of a firm staffed on it, who
// sees no deliverables of other projects.
policy
  .allow(deliverableActions.submit)
  .toSignedIn()
  .when((_viewer, { allocated }) => allocated);
policy.allow(deliverableActions.submit).to(Role.PARTNER_ADMIN);
// The user who submitted it may withdraw it.
policy
  .allow(deliverableActions.withdraw)
  .toSignedIn()
  .when((viewer, { record }) => viewer.userId !== null && viewer.userId === record.submittedById);

const ofStaffedProjects = (viewer: Viewer) => staffedProjects(viewer);

policy.show(StatementOfWork).toStaff().toPartners(ofStaffedProjects);
policy.show(ScopeItem).toStaff().toPartners(ofStaffedProjects);
policy.show(Deliverable).toStaff().toPartners(ofStaffedProjects);
policy.show(Milestone).toStaff().toPartners(ofStaffedProjects);
policy
  .show(ResourceLine)
  .toStaff()
  .toPartners((viewer) =>
    and([sql`${column<ResourceLine>('partnerId')} = ${viewer.partnerId}`, staffedProjects(viewer)]),
  );
policy.show(ProgressUpdate).toStaff();
