import { nothing, Policy } from '../../../shared/access/policy';
import { hasRole, isInternal, Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { accountMappingActions } from './account-mapping.actions';
import { AccountMapping } from './account-mapping.entity';
import { MappingSide } from './account-mapping.formula';

export const policy = new Policy();

export const sideOf = (viewer: Viewer) => (isInternal(viewer) ? MappingSide.VENDOR : MappingSide.PARTNER);

const { propose, accept, decline, withdraw, setLevels, replaceAccounts, appendAccounts, revoke } =
  accountMappingActions;
const steps = [propose, accept, decline, withdraw, setLevels, replaceAccounts, appendAccounts, revoke] as const;
policy.allow(...steps).to(Role.ECOSYSTEM_MANAGER, Role.SALES);
policy
  .allow(...steps)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, { partnerId }) => viewer.partnerId === partnerId);
policy
  .forbid(accept, decline)
  .when(
    (viewer, { proposedBy }) => sideOf(viewer) === proposedBy,
    'own-act',
    'Your side proposed it: the other side accepts or declines.',
  );
policy
  .forbid(withdraw)
  .when(
    (viewer, { proposedBy }) => sideOf(viewer) !== proposedBy,
    'not-own-proposal',
    'The side that proposed it can withdraw it. Decline it instead.',
  );

policy
  .show(AccountMapping)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN) ? sql`${column<AccountMapping>('partnerId')} = ${viewer.partnerId}` : nothing,
  );
