import { Policy } from '../../../shared/access/policy';
import { Role, type Viewer } from '../../../shared/access/viewer';
import { and, column, sql } from '../../../shared/database/sql';
import { managesTheProject, staffedProjects } from '../../projects';
import { Incident } from './incident.entity';
import { incidentActions, type InRegister, requirementActions, riskActions } from './registers.actions';
import { Requirement } from './requirement.entity';
import { Risk } from './risk.entity';

export const policy = new Policy();

const isOnProject = (_: Viewer, { onProject }: InRegister) => onProject;
const managesIt = (viewer: Viewer, { project }: InRegister) => managesTheProject(viewer, project);

policy.allow(riskActions.raise, requirementActions.raise, incidentActions.open).toSignedIn().when(isOnProject);
policy
  .allow(
    riskActions.update,
    riskActions.close,
    requirementActions.decide,
    incidentActions.respond,
    incidentActions.resolve,
  )
  .to(Role.PROJECT_MANAGER)
  .when(managesIt);
// The owner of a risk keeps it up to date.
policy
  .allow(riskActions.update, riskActions.close)
  .toSignedIn()
  .when((viewer, { record }) => viewer.userId === record.ownerId);
// Anyone on the project responds: staff, and the users of the partner that it concerns.
policy.allow(incidentActions.respond, incidentActions.resolve).toSignedIn().when(isOnProject);
// Authors correct their own entries, and the manager all of them.
policy.allow(requirementActions.update, incidentActions.update).to(Role.PROJECT_MANAGER).when(managesIt);
policy
  .allow(requirementActions.update)
  .toSignedIn()
  .when((viewer, { record, onProject }) => onProject && viewer.userId === record.recordedById);
policy
  .allow(incidentActions.update)
  .toSignedIn()
  .when((viewer, { record, onProject }) => onProject && viewer.userId === record.openedById);
policy
  .forbid(requirementActions.decide)
  .when(
    (viewer, { record }) => viewer.userId === record.recordedById && record.contact === null,
    'own-act',
    'You cannot decide on a requirement that you raised yourself.',
  );

const concernsTheFirm = (viewer: Viewer) =>
  and([sql`${column<Risk | Requirement | Incident>('partnerId')} = ${viewer.partnerId}`, staffedProjects(viewer)]);

policy.show(Risk).toStaff().toPartners(concernsTheFirm);
policy.show(Requirement).toStaff().toPartners(concernsTheFirm);
policy.show(Incident).toStaff().toPartners(concernsTheFirm);
