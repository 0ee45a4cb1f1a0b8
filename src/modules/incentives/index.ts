export { IncentiveHold } from './incentive-hold';
export { TrialRunner as IncentiveTrialRunner } from './impact/trial.runner';
export * as incentiveTrialService from './impact/trial.service';
export { IncentiveEntry, IncentiveKind } from './ledger/incentive-entry.entity';
export * as ledgerByHand from './ledger/by-hand.service';
export * as ledgerService from './ledger/ledger.service';
export { FundActivityKind, FundCostKind, FundProofKind } from './funds/activity-kind.entity';
export { MarketingFund, MarketingFundKind } from './funds/fund.entity';
export { FundClaim } from './funds/fund-claim.entity';
export { FundRequest } from './funds/fund-request.entity';
export { fundRequestActions } from './funds/fund.actions';
export * as fundActivityKindService from './funds/activity-kind.service';
export * as fundClaimService from './funds/fund-claim.service';
export * as fundPartsService from './funds/fund-parts.service';
export * as fundRequestService from './funds/fund-request.service';
export * as marketingFundService from './funds/fund.service';
export { type Evidence, type Posting } from './ledger/ledger.service';
export { penaltyPoints } from './ledger/points.reader';
export { Payout, PayoutItem, PayoutLine } from './payouts/payout.entity';
export * as payoutService from './payouts/payout.service';
export * as appealService from './appeals/appeal.service';
export * as correctiveActionService from './sanctions/corrective-action.service';
export { Sanction } from './sanctions/sanction.entity';
export { inWords, sanctionsOn } from './sanctions/sanction.reader';
export * as sanctionService from './sanctions/sanction.service';
export { SanctionEffect } from './sanctions/sanction.terms';
export {
  Beneficiary,
  CapPeriod,
  CountedOver,
  RewardKind,
  RewardUnit,
  RewardValue,
  TierMode,
} from './schemes/reward.formula';
export { IncentiveScheme } from './schemes/scheme.entity';
export * as incentiveSchemeService from './schemes/scheme.service';
export { SanctionSeverity } from './schemes/scheme.types';
