import { nothing, Policy } from '../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../shared/access/viewer';
import { Fact } from '../../shared/events/fact';
import { HistoryEntry } from '../../shared/database/history';
import { column, sql } from '../../shared/database/sql';
import { ApiKey } from './api-key.entity';
import { Invitation, PasswordReset } from './account-link.entity';
import { User } from './user.entity';

export const policy = new Policy();

policy.allow('user.invite', 'user.update', 'user.deactivate', 'user.setRoles').to(Role.ADMIN);
policy
  .forbid('user.deactivate', 'user.setRoles')
  .when((viewer: Viewer, user: User) => viewer.userId === user.id, 'own-act', 'Nobody decides on their own account.');

// The maker of the link can sign in as that person: an ADMIN for everybody, a firm's administrator for its own people.
policy.allow('password.reset').to(Role.ADMIN);
policy
  .allow('password.reset')
  .to(Role.PARTNER_ADMIN)
  .when((viewer: Viewer, user: User) => viewer.partnerId !== null && viewer.partnerId === user.partnerId);
policy
  .forbid('password.reset')
  .when(
    (viewer: Viewer, user: User) => viewer.userId === user.id,
    'own-act',
    'Change your own password with passwordChange.',
  );

policy
  .show(User)
  .toStaff()
  .toPartners((viewer) => sql`${column('partnerId')} = ${viewer.partnerId}`);
policy.show(Invitation).toStaff(Role.ADMIN, Role.ECOSYSTEM_MANAGER);
policy
  .show(PasswordReset)
  .toStaff(Role.ADMIN)
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column('userId')} IN (SELECT id FROM user WHERE partnerId = ${viewer.partnerId})`
      : nothing,
  );
policy.allow('apiKey.create', 'apiKey.revoke').to(Role.ADMIN);
policy.show(ApiKey).toStaff(Role.ADMIN);
policy.show(HistoryEntry).toStaff();
policy.show(Fact).toStaff();
