import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { managesTheProject, staffedProjects } from '../../projects';
import { ChangeOrder } from './change-order.entity';
import { changeOrderActions } from './change-orders.actions';

export const policy = new Policy();

policy
  .allow(
    changeOrderActions.draft,
    changeOrderActions.update,
    changeOrderActions.discard,
    changeOrderActions.submit,
    changeOrderActions.withdraw,
  )
  .to(Role.PROJECT_MANAGER)
  .when((viewer, { project }) => managesTheProject(viewer, project));
// Any project manager may review, because the project's own manager has usually written it.
policy
  .allow(changeOrderActions.approve, changeOrderActions.reject, changeOrderActions.sendBack)
  .to(Role.PROJECT_MANAGER);
policy
  .forbid(changeOrderActions.approve, changeOrderActions.reject)
  .when(
    (viewer, { record }) => viewer.userId !== null && [record.authorId, record.submittedById].includes(viewer.userId),
    'own-act',
    'You cannot approve or reject a change order that you wrote or submitted; you can send it back.',
  );

policy
  .show(ChangeOrder)
  .toStaff()
  .toPartners((viewer) => staffedProjects(viewer));
