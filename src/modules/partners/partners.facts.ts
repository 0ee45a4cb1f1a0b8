import { defineFact } from '../../shared/events/fact';

export const partnerApplied = defineFact('PartnerApplied', 'A firm applied to become a partner.');
export const partnerOnboardingStarted = defineFact<{ programmeId: string }>(
  'PartnerOnboardingStarted',
  "An applicant was given the programme's checklist.",
);
export const partnerRejected = defineFact<{ reason: string }>('PartnerRejected', 'An applicant was turned down.');
export const partnerAdmitted = defineFact<{ programmeId: string; waived: string[] }>(
  'PartnerAdmitted',
  'A partner passed the admission gate and is active.',
);
export const partnerUpdated = defineFact<{ changed: string[] }>('PartnerUpdated', "A partner's data were changed.");
export const partnerSuspended = defineFact<{ reason: string }>('PartnerSuspended', 'An active partner was paused.');
export const partnerReinstated = defineFact('PartnerReinstated', 'A suspended partner is active again.');
export const partnerTerminated = defineFact<{ reason: string }>('PartnerTerminated', 'A partnership was ended.');
export const partnerMemberInvited = defineFact<{ userId: string; roles: string[] }>(
  'PartnerMemberInvited',
  'A person was invited as a member of a partner.',
);
export const partnerFigureReported = defineFact<{ partnerId: string; metric: string; value: string; asOf: string }>(
  'PartnerFigureReported',
  'A figure about a partner was reported.',
);

export const onboardingItemSubmitted = defineFact<{ partnerId: string }>(
  'OnboardingItemSubmitted',
  'An item of an onboarding checklist was handed in.',
);
export const onboardingItemAccepted = defineFact<{ partnerId: string }>(
  'OnboardingItemAccepted',
  'An item of an onboarding checklist was accepted.',
);
export const onboardingItemSentBack = defineFact<{ partnerId: string; reason: string }>(
  'OnboardingItemSentBack',
  'An item of an onboarding checklist was sent back.',
);

export const onboardingItemWithdrawn = defineFact<{ partnerId: string }>(
  'OnboardingItemWithdrawn',
  'What was handed in for an item of an onboarding checklist was taken back before anybody decided on it.',
);

export const onboardingItemDueSoon = defineFact<{ partnerId: string; dueOn: string; waitsFor: string }>(
  'OnboardingItemDueSoon',
  'An item of an onboarding checklist is due in 7 days, or tomorrow.',
);
export const onboardingItemOverdue = defineFact<{ partnerId: string; dueOn: string; waitsFor: string }>(
  'OnboardingItemOverdue',
  'The due day of an item of an onboarding checklist is past.',
);

export const agreementSubmitted = defineFact<{ partnerId: string }>(
  'AgreementSubmitted',
  'A renewal of an agreement was handed in.',
);
export const agreementAccepted = defineFact<{ partnerId: string }>(
  'AgreementAccepted',
  'A renewal of an agreement is in force.',
);
export const agreementSentBack = defineFact<{ partnerId: string; reason: string }>(
  'AgreementSentBack',
  'A renewal of an agreement was sent back.',
);
export const agreementExpiring = defineFact<{ partnerId: string; expiresOn: string }>(
  'AgreementExpiring',
  'An agreement expires in 60, 30 or 7 days.',
);
export const agreementExpired = defineFact<{ partnerId: string; expiresOn: string }>(
  'AgreementExpired',
  'The last day of an agreement is past.',
);

export const programmeDrafted = defineFact('ProgrammeDrafted', 'A partner programme was written down.');
export const programmeUpdated = defineFact('ProgrammeUpdated', 'The draft of a partner programme was changed.');
export const programmeDiscarded = defineFact('ProgrammeDiscarded', 'The draft of a partner programme was given up.');
export const programmePublished = defineFact<{ number: number; effectiveOn: string }>(
  'ProgrammePublished',
  'A partner programme was published, to be in force from its day on.',
);

interface OfQualification {
  partnerId: string;
  offeringId: string;
}

interface Step extends OfQualification {
  from: string;
  to: string;
}

export const qualificationOpened = defineFact<OfQualification>(
  'QualificationOpened',
  'A partner began to qualify for a service offering.',
);
export const qualificationAdvanced = defineFact<Step & { programmeId: string; waived: string[] }>(
  'QualificationAdvanced',
  'A qualification passed a gate.',
);
export const qualificationLapsed = defineFact<Step>(
  'QualificationLapsed',
  "A qualification's certified members fell below the gate.",
);
export const qualificationRecovered = defineFact<Step>(
  'QualificationRecovered',
  'A lapsed qualification meets the gate again.',
);
export const qualificationGraceEnding = defineFact<OfQualification & { recoverUntil: string }>(
  'QualificationGraceEnding',
  'The days in which a lapsed qualification can come back to its stage end soon.',
);
export const qualificationGraceEnded = defineFact<Step>(
  'QualificationGraceEnded',
  'A lapsed qualification was not regained in its days of grace and starts over at its assessment.',
);
export const qualificationRevoked = defineFact<Step & { reason: string }>(
  'QualificationRevoked',
  'A qualification was taken away.',
);
export const gateCriterionWaived = defineFact<{ partnerId: string; gate: string; code: string; reason: string }>(
  'GateCriterionWaived',
  'A criterion of a gate was waived for one partner or qualification.',
);
export const gateWaiverRevoked = defineFact<{ partnerId: string; gate: string; code: string; reason: string }>(
  'GateWaiverRevoked',
  'A criterion of a gate is waived no longer.',
);

export const tierReviewOpened = defineFact<{ partnerId: string; cause: string; dueOn: string }>(
  'TierReviewOpened',
  "A partner's tier is to be reviewed.",
);
export const tierReviewDecided = defineFact<{
  partnerId: string;
  decision: string;
  from: string | null;
  to: string | null;
  graceUntil: string | null;
}>('TierReviewDecided', "A partner's tier was decided on.");
export const tierReviewCancelled = defineFact<{ partnerId: string }>(
  'TierReviewCancelled',
  'A partnership ended before its tier was decided on.',
);
export const tierGraceEnded = defineFact<{ tier: string; graceUntil: string }>(
  'TierGraceEnded',
  'The time in which a partner kept a tier that it did not meet is over.',
);
