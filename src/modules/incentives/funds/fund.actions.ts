import { actions, actionsOn } from '../../../shared/domain/action';
import type { Partner } from '../../partners';
import type { FundActivityKind } from './activity-kind.entity';
import type { FundClaim } from './fund-claim.entity';
import type { FundRequest } from './fund-request.entity';
import type { MarketingFund } from './fund.entity';

export const fundActivityKindActions = {
  ...actions('fundActivityKind', 'create'),
  ...actionsOn<FundActivityKind>()('fundActivityKind', 'update'),
};

export const marketingFundActions = {
  ...actionsOn<Partner>()('marketingFund', 'create'),
  ...actionsOn<MarketingFund>()('marketingFund', 'update', 'close', 'reopen', 'expire'),
};

/** The parts of a fund; the subject is the fund. */
export const fundAllocationActions = actionsOn<MarketingFund>()('fundAllocation', 'create', 'update');
export const fundAccrualActions = actionsOn<MarketingFund>()('fundAccrual', 'record', 'reverse');

export const fundRequestActions = {
  ...actionsOn<MarketingFund>()('fundRequest', 'draft'),
  ...actionsOn<FundRequest>()(
    'fundRequest',
    'update',
    'submit',
    'discard',
    'withdraw',
    'approve',
    'reject',
    'release',
    'expire',
  ),
};

export const fundClaimActions = {
  ...actionsOn<FundRequest>()('fundClaim', 'submit'),
  ...actionsOn<FundClaim>()('fundClaim', 'update', 'withdraw', 'approve', 'approvePartly', 'reject', 'pay', 'reverse'),
};
