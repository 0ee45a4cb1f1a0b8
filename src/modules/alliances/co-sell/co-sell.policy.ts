import { nothing, Policy } from '../../../shared/access/policy';
import { hasRole, Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { coSellActions } from './co-sell.actions';
import { CoSell } from './co-sell.entity';

export const policy = new Policy();

const { draft, update, discard, submit, withdraw, startReview, requireAction, approve, reject } = coSellActions;

const sellersSteps = [draft, update, discard, submit, withdraw] as const;
policy.allow(...sellersSteps).to(Role.SALES, Role.ECOSYSTEM_MANAGER);
policy
  .allow(...sellersSteps)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, { partnerId }) => partnerId !== null && viewer.partnerId === partnerId);

const reviewSteps = [startReview, requireAction, approve, reject] as const;
policy.allow(...reviewSteps).to(Role.SALES, Role.ECOSYSTEM_MANAGER);
policy
  .forbid(...reviewSteps)
  .when(
    ({ userId }, coSell) => userId !== null && [coSell.draftedById, coSell.submittedById].includes(userId),
    'own-act',
    'You cannot review what you drafted or submitted: another person in sales does.',
  );

policy
  .show(CoSell)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN) ? sql`${column<CoSell>('partnerId')} = ${viewer.partnerId}` : nothing,
  );
