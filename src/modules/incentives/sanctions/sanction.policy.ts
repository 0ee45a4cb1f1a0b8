import { nothing, Policy } from '../../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, or, sql } from '../../../shared/database/sql';
import { ItemOwner, ofTheirPartner } from '../../partners';
import { CorrectiveAction } from './corrective-action.entity';
import { correctiveActionActions, type OnPlan, sanctionActions } from './sanction.actions';
import { Sanction } from './sanction.entity';

export const policy = new Policy();

const isAuthor = (viewer: Viewer, { proposedById }: Sanction) =>
  viewer.userId !== null && viewer.userId === proposedById;

policy.allow(sanctionActions.propose).to(Role.ECOSYSTEM_MANAGER, Role.PROJECT_MANAGER);
// What the ladder proposed has no author, so a manager takes it over.
policy
  .allow(sanctionActions.update)
  .to(Role.ECOSYSTEM_MANAGER)
  .when((viewer, sanction) => sanction.proposedById === null || isAuthor(viewer, sanction));
policy.allow(sanctionActions.update, sanctionActions.withdraw).to(Role.PROJECT_MANAGER).when(isAuthor);
policy.allow(sanctionActions.withdraw, sanctionActions.impose, sanctionActions.clear).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(sanctionActions.impose)
  .when(
    (viewer, sanction) =>
      isAuthor(viewer, sanction) || (viewer.userId !== null && viewer.userId === sanction.changedById),
    'own-act',
    'You proposed or changed this sanction, so another person must decide on it.',
  );
policy
  .allow(sanctionActions.answer)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, { partnerId }) => viewer.partnerId === partnerId);

policy.allow(correctiveActionActions.add).to(Role.ECOSYSTEM_MANAGER);
policy.allow(correctiveActionActions.add).to(Role.PROJECT_MANAGER).when(isAuthor);
policy
  .allow(correctiveActionActions.update, correctiveActionActions.drop)
  .to(Role.PROJECT_MANAGER)
  .when((viewer, { sanction }) => isAuthor(viewer, sanction));
policy
  .allow(
    correctiveActionActions.update,
    correctiveActionActions.drop,
    correctiveActionActions.confirm,
    correctiveActionActions.sendBack,
  )
  .to(Role.ECOSYSTEM_MANAGER);
// Each side completes its own actions, and the person who does one completes it.
policy
  .allow(correctiveActionActions.complete)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, { action }) => action.ownedBy === ItemOwner.PARTNER && viewer.partnerId === action.partnerId);
policy
  .allow(correctiveActionActions.complete)
  .to(Role.ECOSYSTEM_MANAGER)
  .when((_, { action }) => action.ownedBy === ItemOwner.VENDOR);
policy
  .allow(correctiveActionActions.complete)
  .toSignedIn()
  .when((viewer, { action }) => viewer.userId === action.assigneeId);
const completedIt = (viewer: Viewer, { action }: OnPlan) =>
  viewer.userId !== null && viewer.userId === action.completedById;
policy
  .forbid(correctiveActionActions.confirm)
  .when(completedIt, 'own-act', 'You completed this action, so another person must confirm it.');

const forAdministrators = (viewer: Viewer) => (hasRole(viewer, Role.PARTNER_ADMIN) ? ofTheirPartner(viewer) : nothing);

policy.show(Sanction).toStaff().toPartners(forAdministrators);
policy
  .show(CorrectiveAction)
  .toStaff()
  .toPartners((viewer) =>
    or([forAdministrators(viewer), sql`${column<CorrectiveAction>('assigneeId')} = ${viewer.userId}`]),
  );
