import { nothing, Policy } from '../../shared/access/policy';
import { hasRole, Role } from '../../shared/access/viewer';
import { Fact } from '../../shared/events/fact';
import { HistoryEntry } from '../../shared/database/history';
import { column, sql } from '../../shared/database/sql';
import { ApiKey } from './api-key.entity';
import { Invitation, PasswordReset } from './account-link.entity';
import { apiKeyActions, passwordActions, userActions } from './identity.actions';
import { User } from './user.entity';

export const policy = new Policy();

policy.allow(userActions.invite, userActions.update, userActions.deactivate, userActions.setRoles).to(Role.ADMIN);
policy
  .forbid(userActions.deactivate, userActions.setRoles)
  .when((viewer, user) => viewer.userId === user.id, 'own-act', 'You cannot decide on your own account.');

// A link lets its creator sign in as that person: an ADMIN may do this for everybody, a partner administrator for the
// partner's members.
policy.allow(passwordActions.reset).to(Role.ADMIN);
policy
  .allow(passwordActions.reset)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, user) => viewer.partnerId !== null && viewer.partnerId === user.partnerId);
policy
  .forbid(passwordActions.reset)
  .when((viewer, user) => viewer.userId === user.id, 'own-act', 'Change your own password with passwordChange.');

policy
  .show(User)
  .toStaff()
  .toPartners((viewer) => sql`${column<User>('partnerId')} = ${viewer.partnerId}`);
policy.show(Invitation).toStaff(Role.ADMIN, Role.ECOSYSTEM_MANAGER);
policy
  .show(PasswordReset)
  .toStaff(Role.ADMIN)
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column<PasswordReset>('userId')} IN (SELECT id FROM user WHERE partnerId = ${viewer.partnerId})`
      : nothing,
  );
policy.allow(apiKeyActions.create, apiKeyActions.revoke).to(Role.ADMIN);
policy.show(ApiKey).toStaff(Role.ADMIN);
policy.show(HistoryEntry).toStaff();
policy.show(Fact).toStaff();
