import { Role, type Viewer } from '../../../shared/access/viewer';
import { policy } from '../delivery.policy';
import { managesTheProject } from '../projects/projects.policy';
import type { OnProject } from '../sow/sow.policy';
import { AcceptanceRequest } from './acceptance-request.entity';

policy
  .allow('acceptanceRequest.create', 'acceptanceRequest.revoke')
  .to(Role.PROJECT_MANAGER)
  .when((viewer: Viewer, { project }: OnProject) => managesTheProject(viewer, project));

// The customer's contacts are the vendor's to know.
policy.show(AcceptanceRequest).toStaff();
