import { Role, type Viewer } from '../../../shared/access/viewer';
import { policy } from '../delivery.policy';
import { managesTheProject } from '../projects/projects.policy';
import { staffedProjects } from '../projects/projects.visibility';
import type { OnProject } from '../sow/sow.policy';
import { ChangeOrder } from './change-order.entity';

policy
  .allow('changeOrder.draft', 'changeOrder.update', 'changeOrder.discard', 'changeOrder.submit', 'changeOrder.withdraw')
  .to(Role.PROJECT_MANAGER)
  .when((viewer: Viewer, { project }: OnProject) => managesTheProject(viewer, project));
// Whoever reviews may be any project manager: the project's own has written it.
policy.allow('changeOrder.approve', 'changeOrder.reject', 'changeOrder.sendBack').to(Role.PROJECT_MANAGER);
policy
  .forbid('changeOrder.approve', 'changeOrder.reject')
  .when(
    (viewer: Viewer, { record }: OnProject<ChangeOrder>) =>
      viewer.userId !== null && [record.authorId, record.submittedById].includes(viewer.userId),
    'own-act',
    'Nobody decides on a change order that they wrote or submitted; they can send it back.',
  );

policy
  .show(ChangeOrder)
  .toStaff()
  .toPartners((viewer) => staffedProjects(viewer));
