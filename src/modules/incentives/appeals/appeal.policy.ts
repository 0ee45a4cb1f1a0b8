import { nothing, Policy } from '../../../shared/access/policy';
import { hasRole, Role } from '../../../shared/access/viewer';
import { ofTheirPartner } from '../../partners';
import { appealActions } from './appeal.actions';
import { Appeal } from './appeal.entity';

export const policy = new Policy();

policy
  .allow(appealActions.file)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, partner) => viewer.partnerId === partner.id);
policy
  .allow(appealActions.update, appealActions.withdraw)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, { appeal }) => viewer.partnerId === appeal.partnerId);
policy.allow(appealActions.uphold, appealActions.reject).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(appealActions.uphold, appealActions.reject)
  .when(
    (viewer, { involvedIds }) => viewer.userId !== null && involvedIds.includes(viewer.userId),
    'own-act',
    'You took part in what this appeal is against, so another person must decide on it.',
  );

policy
  .show(Appeal)
  .toStaff(Role.ECOSYSTEM_MANAGER, Role.PROJECT_MANAGER, Role.SALES, Role.OPERATIONS, Role.ANALYST)
  .toPartners((viewer) => (hasRole(viewer, Role.PARTNER_ADMIN) ? ofTheirPartner(viewer) : nothing));
