export { Partner } from './firms/partner.entity';
export { filterPartners } from './firms/partner.filter';
export { partnerActions } from './firms/partner.actions';
export { takeTurn } from './firms/partner-dossier.service';
export { isEnded, PartnerStatus } from './firms/partner.lifecycle';
export { ofTheirPartner } from './firms/partner.policy';
export { Agreement } from './agreements/agreement.entity';
export { OnboardingItem } from './onboarding/onboarding.entity';
export { PartnerFigure } from './firms/figure.entity';
export { MetricUnit } from './programmes/metric.types';
export {
  type PartnerPeriod,
  partnerPeriodSubject,
  type PartnerSubject,
  partnerSubject,
  qualificationSubject,
} from './programmes/metric-subjects';
export { boundsOf, momentsOf, percentOf, rowsInPeriods } from './programmes/partner-period';
export { ItemOwner, OnboardingItemKind, Programme } from './programmes/programme.entity';
export { programmeInForce } from './programmes/programme.reader';
export { Qualification } from './qualifications/qualification.entity';
export { QualificationStage } from './qualifications/qualification.lifecycle';
export { qualificationActions } from './qualifications/qualification.actions';
export { openQualification } from './qualifications/qualification.reader';
export { benchOf } from './gates/gate.reader';
export { judgeTier } from './tiers/tier.reader';
export { TierDecision } from './tiers/tier-review.formula';
export * as tierReviewService from './tiers/tier-review.service';
export * as partnerScoreService from './firms/partner-score.service';
export * as partnerService from './firms/partner.service';
export { wasCounted } from './partnership/decisions.reader';
export * as partnershipService from './partnership/partnership.service';
export * as agreementService from './agreements/agreement.service';
export * as onboardingService from './onboarding/onboarding.service';
export * as programmeService from './programmes/programme.service';
export * as figureService from './firms/figure.service';
export * as qualificationService from './qualifications/qualification.service';
