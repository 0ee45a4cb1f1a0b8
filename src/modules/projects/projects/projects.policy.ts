import { Policy } from '../../../shared/access/policy';
import { Role, type Viewer } from '../../../shared/access/viewer';
import { column, or, sql } from '../../../shared/database/sql';
import { Customer } from '../../customers';
import { User } from '../../identity';
import { Project, ProjectOffering } from './project.entity';
import { projectActions } from './projects.actions';
import { staffedProjects } from './projects.visibility';
import { ProjectStaffing } from './staffing.entity';

export const policy = new Policy();

/** For every action on a project: project managers act on the projects that they answer for. */
export function managesTheProject(viewer: Viewer, project: Project): boolean {
  return viewer.userId === project.managerId;
}

policy.allow(projectActions.create).to(Role.PROJECT_MANAGER, Role.SALES);
policy
  .allow(
    projectActions.staffPartner,
    projectActions.setContact,
    projectActions.update,
    projectActions.reassign,
    projectActions.activate,
    projectActions.hold,
    projectActions.resume,
    projectActions.requestAcceptance,
    projectActions.close,
    projectActions.cancel,
  )
  .to(Role.PROJECT_MANAGER)
  .when(managesTheProject);
policy
  .allow(projectActions.unstaffPartner)
  .to(Role.PROJECT_MANAGER)
  .when((viewer, { project }) => managesTheProject(viewer, project));

// A manager who has left cannot hand over, so OPERATIONS may.
policy.allow(projectActions.reassign).to(Role.OPERATIONS);

policy
  .show(Project)
  .toStaff()
  .toPartners((viewer) => staffedProjects(viewer, 'id'));
policy
  .show(ProjectOffering)
  .toStaff()
  .toPartners((viewer) => staffedProjects(viewer));
policy
  .show(ProjectStaffing)
  .toStaff()
  .toPartners((viewer) => sql`${column<ProjectStaffing>('partnerId')} = ${viewer.partnerId}`);

// A partner must know the customer and the colleagues on a project to work there.
policy
  .show(Customer)
  .toPartners(
    (viewer) =>
      sql`${column<Customer>('id')} IN (SELECT theirs.customerId FROM project AS theirs JOIN project_staffing AS staffed ON staffed.projectId = theirs.id WHERE staffed.partnerId = ${viewer.partnerId})`,
  );
policy
  .show(User)
  .toPartners((viewer) =>
    or([
      sql`${column<User>('id')} IN (SELECT theirs.managerId FROM project AS theirs JOIN project_staffing AS staffed ON staffed.projectId = theirs.id WHERE staffed.partnerId = ${viewer.partnerId})`,
      sql`${column<User>('id')} IN (SELECT staffed.mentorId FROM project_staffing AS staffed WHERE staffed.partnerId = ${viewer.partnerId})`,
    ]),
  );
