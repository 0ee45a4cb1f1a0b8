import type { Module } from '../../shared/module';
import { Agreement } from './agreement.entity';
import { AgreementResolver } from './agreement.resolver';
import { PartnerFigure } from './figure.entity';
import { OnboardingItem } from './onboarding.entity';
import { onboardingJobs } from './onboarding.jobs';
import { OnboardingResolver } from './onboarding.resolver';
import { FunnelResolver } from './funnel.resolver';
import { Partner, PartnerIndustry } from './partner.entity';
import { PartnerResolver } from './partner.resolver';
import { PartnerTransition } from './partner-transition.entity';
import { jobs } from './partners.jobs';
import * as facts from './partners.facts';
import { metrics } from './partners.metrics';
import { policy } from './partners.policy';
import { relations } from './partners.relations';
import { qualificationReassessOfMember } from './partners.handlers';
import { PartnerImpactResolver, QualificationImpactResolver } from './programme-impact.resolver';
import { Programme } from './programme.entity';
import { ProgrammeResolver } from './programme.resolver';
import { Qualification, QualificationTransition } from './qualification.entity';
import { QualificationResolver } from './qualification.resolver';
import { TierReview } from './tier-review.entity';
import { TierReviewResolver } from './tier-review.resolver';
import { GateWaiver } from './waiver.entity';
import { WaiverResolver } from './waiver.resolver';

export const partners: Module = {
  name: 'partners',
  entities: [
    Partner,
    PartnerIndustry,
    PartnerTransition,
    OnboardingItem,
    Agreement,
    Programme,
    Qualification,
    QualificationTransition,
    GateWaiver,
    PartnerFigure,
    TierReview,
  ],
  resolvers: [
    PartnerResolver,
    OnboardingResolver,
    AgreementResolver,
    ProgrammeResolver,
    QualificationResolver,
    WaiverResolver,
    FunnelResolver,
    PartnerImpactResolver,
    QualificationImpactResolver,
    TierReviewResolver,
  ],
  policies: [policy],
  relations,
  metrics,
  facts: Object.values(facts),
  factReaders: [qualificationReassessOfMember],
  jobs: [...jobs, ...onboardingJobs],
};
