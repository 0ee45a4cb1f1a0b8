import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { managesTheProject } from '../../projects';
import { acceptanceRequestActions } from './acceptance-request.actions';
import { AcceptanceRequest } from './acceptance-request.entity';

export const policy = new Policy();

policy
  .allow(acceptanceRequestActions.create, acceptanceRequestActions.revoke)
  .to(Role.PROJECT_MANAGER)
  .when((viewer, { project }) => managesTheProject(viewer, project));

// The customer's contacts are vendor-internal.
policy.show(AcceptanceRequest).toStaff();
