import { Role, type Viewer } from '../../../shared/access/viewer';
import { and, column, sql } from '../../../shared/database/sql';
import { policy } from '../delivery.policy';
import type { Project } from '../projects/project.entity';
import { managesTheProject } from '../projects/projects.policy';
import { staffedProjects } from '../projects/projects.visibility';
import { Incident } from './incident.entity';
import type { RegisterEntry } from './register.entity';
import { Requirement } from './requirement.entity';
import { Risk } from './risk.entity';

/** What the actions of the registers are asked of. */
export interface InRegister<T extends RegisterEntry | null = RegisterEntry | null> {
  record: T;
  project: Project;
  /** Is the viewer on the project: its manager, allocated to it, or of a partner that is staffed on it? */
  onProject: boolean;
}

const isOnProject = (_: Viewer, { onProject }: InRegister) => onProject;
const managesIt = (viewer: Viewer, { project }: InRegister) => managesTheProject(viewer, project);

policy.allow('risk.raise', 'requirement.raise', 'incident.open').toSignedIn().when(isOnProject);
policy
  .allow('risk.update', 'risk.close', 'requirement.decide', 'incident.respond', 'incident.resolve')
  .to(Role.PROJECT_MANAGER)
  .when(managesIt);
// Who watches a risk says how it stands.
policy
  .allow('risk.update', 'risk.close')
  .toSignedIn()
  .when((viewer: Viewer, { record }: InRegister<Risk>) => viewer.userId === record.ownerId);
// Whoever is there first responds: the vendor's people on the project, and those of the partner that it concerns.
policy.allow('incident.respond', 'incident.resolve').toSignedIn().when(isOnProject);
// What people typed they correct, and the manager for all of them.
policy.allow('requirement.update', 'incident.update').to(Role.PROJECT_MANAGER).when(managesIt);
policy
  .allow('requirement.update')
  .toSignedIn()
  .when(
    (viewer: Viewer, { record, onProject }: InRegister<Requirement>) =>
      onProject && viewer.userId === record.recordedById,
  );
policy
  .allow('incident.update')
  .toSignedIn()
  .when(
    (viewer: Viewer, { record, onProject }: InRegister<Incident>) => onProject && viewer.userId === record.openedById,
  );
policy
  .forbid('requirement.decide')
  .when(
    (viewer: Viewer, { record }: InRegister<Requirement>) =>
      viewer.userId === record.recordedById && record.contact === null,
    'own-act',
    'Nobody decides on a requirement that they raised themselves.',
  );

const concernsTheFirm = (viewer: Viewer) =>
  and([sql`${column('partnerId')} = ${viewer.partnerId}`, staffedProjects(viewer)]);

policy.show(Risk).toStaff().toPartners(concernsTheFirm);
policy.show(Requirement).toStaff().toPartners(concernsTheFirm);
policy.show(Incident).toStaff().toPartners(concernsTheFirm);
