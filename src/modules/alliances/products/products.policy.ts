import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { Organization } from './organization.entity';
import { organizationActions, productOwnerActions } from './products.actions';

export const policy = new Policy();

policy
  .allow(organizationActions.create, organizationActions.update, productOwnerActions.assignOwner)
  .to(Role.ECOSYSTEM_MANAGER);

// The alliances folder shows partners the other parties of their alliances.
policy
  .show(Organization)
  .toStaff()
  .toPartners((viewer) => sql`${column<Organization>('partnerId')} = ${viewer.partnerId}`);
