import { everything, nothing, Policy } from '../../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { FundActivityKind } from './activity-kind.entity';
import {
  fundAccrualActions,
  fundActivityKindActions,
  fundAllocationActions,
  fundClaimActions,
  fundRequestActions,
  marketingFundActions,
} from './fund.actions';
import { MarketingFund } from './fund.entity';
import { FundClaim } from './fund-claim.entity';
import { FundAccrual, FundAllocation } from './fund-parts.entity';
import { FundRequest } from './fund-request.entity';

export const policy = new Policy();

policy
  .allow(
    fundActivityKindActions.create,
    fundActivityKindActions.update,
    marketingFundActions.create,
    marketingFundActions.update,
    marketingFundActions.close,
    marketingFundActions.reopen,
    fundAllocationActions.create,
    fundAllocationActions.update,
    fundAccrualActions.record,
    fundAccrualActions.reverse,
  )
  .to(Role.ECOSYSTEM_MANAGER);

const isTheirs = (viewer: Viewer, { partnerId }: { partnerId: string }) => viewer.partnerId === partnerId;
const partnersSteps = [
  fundRequestActions.draft,
  fundRequestActions.update,
  fundRequestActions.submit,
  fundRequestActions.discard,
  fundRequestActions.withdraw,
  fundRequestActions.release,
  fundClaimActions.submit,
  fundClaimActions.update,
  fundClaimActions.withdraw,
] as const;
// A manager may also write what a partner sends by other means; somebody else then decides on it.
policy.allow(...partnersSteps).to(Role.ECOSYSTEM_MANAGER);
policy
  .allow(...partnersSteps)
  .to(Role.PARTNER_ADMIN)
  .when(isTheirs);

const requestDecisions = [fundRequestActions.approve, fundRequestActions.reject] as const;
policy.allow(...requestDecisions).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(...requestDecisions)
  .when(
    ({ userId }, request) => userId !== null && [request.draftedById, request.submittedById].includes(userId),
    'own-act',
    'You cannot decide on a request that you drafted or submitted: another manager does.',
  );

const claimDecisions = [
  fundClaimActions.approve,
  fundClaimActions.reject,
  fundClaimActions.pay,
  fundClaimActions.reverse,
] as const;
policy.allow(...claimDecisions).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(...claimDecisions)
  .when(
    ({ userId }, claim) => userId !== null && [claim.submittedById, claim.changedById].includes(userId),
    'own-act',
    'You cannot decide on a claim that you submitted or changed: another manager does.',
  );
policy
  .forbid(fundClaimActions.pay)
  .when(
    ({ userId }, claim) => userId !== null && claim.decidedById === userId,
    'second-person',
    'The person who approved a claim cannot also pay it: another manager does.',
  );

// The money of a firm is a matter of its administrators.
const ofTheirFirm = (viewer: Viewer) =>
  hasRole(viewer, Role.PARTNER_ADMIN)
    ? sql`${column<{ partnerId: string }>('partnerId')} = ${viewer.partnerId}`
    : nothing;
for (const record of [MarketingFund, FundAllocation, FundAccrual, FundRequest, FundClaim]) {
  policy.show(record).toStaff().toPartners(ofTheirFirm);
}
policy
  .show(FundActivityKind)
  .toStaff()
  .toPartners((viewer) => (hasRole(viewer, Role.PARTNER_ADMIN) ? everything : nothing));
