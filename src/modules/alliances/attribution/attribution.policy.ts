import { nothing, Policy } from '../../../shared/access/policy';
import { hasRole, Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { attributionActions } from './attribution.actions';
import { Attribution } from './attribution.entity';

export const policy = new Policy();

const { propose, update, withdraw, confirm, reject, reverse } = attributionActions;
const proposersSteps = [propose, update, withdraw] as const;
policy.allow(...proposersSteps).to(Role.SALES, Role.ECOSYSTEM_MANAGER);
policy
  .allow(...proposersSteps)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, { partnerId }) => partnerId !== null && viewer.partnerId === partnerId);

const decisions = [confirm, reject, reverse] as const;
policy.allow(...decisions).to(Role.SALES);
policy
  .forbid(...decisions)
  .when(
    ({ userId }, attribution) =>
      userId !== null && [attribution.proposedById, attribution.changedById].includes(userId),
    'own-act',
    'You cannot decide on what you proposed or changed: another person in sales does.',
  );

policy
  .show(Attribution)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN) ? sql`${column<Attribution>('partnerId')} = ${viewer.partnerId}` : nothing,
  );
