import { Role, type Viewer } from '../../../shared/access/viewer';
import { and, column, sql } from '../../../shared/database/sql';
import { policy } from '../delivery.policy';
import type { Project } from '../projects/project.entity';
import { managesTheProject } from '../projects/projects.policy';
import { staffedProjects } from '../projects/projects.visibility';
import { ProgressUpdate } from './progress.entity';
import { Deliverable, Milestone, ResourceLine, ScopeItem } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';

/** What the actions of this folder are asked of: the record, and the project that decides who manages it. */
export interface OnProject<T = unknown> {
  record: T;
  project: Project;
}

/** A step of a deliverable is asked as well whether the viewer is one of the people on the project. */
export interface OnDeliverable extends OnProject<Deliverable> {
  allocated: boolean;
}

const managesIt = (viewer: Viewer, { project }: OnProject) => managesTheProject(viewer, project);

policy
  .allow('sow.draft', 'sow.update', 'sow.discard', 'sow.submit', 'sow.sign')
  .to(Role.PROJECT_MANAGER)
  .when(managesIt);
// Whoever reviews may be any project manager: the project's own has written it.
policy.allow('sow.approve', 'sow.sendBack').to(Role.PROJECT_MANAGER);
policy
  .forbid('sow.approve')
  .when(
    (viewer: Viewer, { record }: OnProject<StatementOfWork>) =>
      viewer.userId !== null && [record.authorId, record.submittedById].includes(viewer.userId),
    'own-act',
    'Nobody approves a statement of work that they wrote or submitted.',
  );
policy.allow('progress.record', 'deliverable.accept', 'deliverable.reject').to(Role.PROJECT_MANAGER).when(managesIt);
policy.allow('deliverable.submit', 'deliverable.withdraw').to(Role.PROJECT_MANAGER).when(managesIt);
// Who made it hands it over: the people on the project, and the administrator of a firm that is staffed there, who sees
// the deliverables of no other project.
policy
  .allow('deliverable.submit')
  .toSignedIn()
  .when((_viewer: Viewer, { allocated }: OnDeliverable) => allocated);
policy.allow('deliverable.submit').to(Role.PARTNER_ADMIN);
// Taken back by the person who handed it over.
policy
  .allow('deliverable.withdraw')
  .toSignedIn()
  .when(
    (viewer: Viewer, { record }: OnDeliverable) => viewer.userId !== null && viewer.userId === record.submittedById,
  );

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
