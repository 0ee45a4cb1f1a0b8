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
// Whoever reviews may be any project manager: the project's own has written it.
policy.allow(sowActions.approve, sowActions.sendBack).to(Role.PROJECT_MANAGER);
policy
  .forbid(sowActions.approve)
  .when(
    (viewer, { record }) => viewer.userId !== null && [record.authorId, record.submittedById].includes(viewer.userId),
    'own-act',
    'Nobody approves a statement of work that they wrote or submitted.',
  );
policy
  .allow(progressActions.record, deliverableActions.accept, deliverableActions.reject)
  .to(Role.PROJECT_MANAGER)
  .when(managesIt);
policy.allow(deliverableActions.submit, deliverableActions.withdraw).to(Role.PROJECT_MANAGER).when(managesIt);
// Who made it hands it over: the people on the project, and the administrator of a firm that is staffed there, who sees
// the deliverables of no other project.
policy
  .allow(deliverableActions.submit)
  .toSignedIn()
  .when((_viewer, { allocated }) => allocated);
policy.allow(deliverableActions.submit).to(Role.PARTNER_ADMIN);
// Taken back by the person who handed it over.
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
  .toPartners((viewer) => and([sql`${column('partnerId')} = ${viewer.partnerId}`, staffedProjects(viewer)]));
policy.show(ProgressUpdate).toStaff();
