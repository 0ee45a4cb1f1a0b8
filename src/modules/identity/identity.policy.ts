import { Policy } from '../../shared/access/policy';
import { Role, type Viewer } from '../../shared/access/viewer';
import { Fact } from '../../shared/events/fact';
import { HistoryEntry } from '../../shared/database/history';
import { column, sql } from '../../shared/database/sql';
import { ApiKey } from './api-key.entity';
import { Invitation, User } from './user.entity';

export const policy = new Policy();

policy.allow('user.invite', 'user.deactivate', 'user.setRoles').to(Role.ADMIN);
policy
  .forbid('user.deactivate', 'user.setRoles')
  .when((viewer: Viewer, user: User) => viewer.userId === user.id, 'own-act', 'Nobody decides on their own account.');

policy
  .show(User)
  .toStaff()
  .toPartners((viewer) => sql`${column('partnerId')} = ${viewer.partnerId}`);
policy.show(Invitation).toStaff(Role.ADMIN, Role.ECOSYSTEM_MANAGER);
policy.allow('apiKey.create', 'apiKey.revoke').to(Role.ADMIN);
policy.show(ApiKey).toStaff(Role.ADMIN);
policy.show(HistoryEntry).toStaff();
policy.show(Fact).toStaff();
