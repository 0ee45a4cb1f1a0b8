import type { ModulePart } from '../../../shared/module';
import { FundActivityKind } from './activity-kind.entity';
import { MarketingFund } from './fund.entity';
import * as fundFacts from './fund.facts';
import { inbox } from './fund.inbox';
import { jobs } from './fund.jobs';
import { policy } from './fund.policy';
import { relations } from './fund.relations';
import {
  FundAccrualResolver,
  FundActivityKindResolver,
  FundAllocationResolver,
  MarketingFundResolver,
} from './fund.resolver';
import { FundClaim } from './fund-claim.entity';
import { FundAccrual, FundAllocation } from './fund-parts.entity';
import { FundRequest } from './fund-request.entity';
import { FundClaimResolver, FundRequestResolver } from './fund-request.resolver';

export const funds: ModulePart = {
  entities: [FundActivityKind, MarketingFund, FundAllocation, FundAccrual, FundRequest, FundClaim],
  resolvers: [
    MarketingFundResolver,
    FundAllocationResolver,
    FundAccrualResolver,
    FundActivityKindResolver,
    FundRequestResolver,
    FundClaimResolver,
  ],
  policies: [policy],
  relations,
  inbox,
  facts: Object.values(fundFacts),
  jobs,
};
