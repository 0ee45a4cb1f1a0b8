import { defineFact } from '../../shared/events/fact';
import { day, idOf, listOf, number, orNull, text } from '../../shared/events/fact-data';

export const partnerApplied = defineFact('PartnerApplied', 'A firm applied to become a partner.');
export const partnerOnboardingStarted = defineFact(
  'PartnerOnboardingStarted',
  "An applicant was given the programme's checklist.",
  { programmeId: idOf('programme') },
);
export const partnerRejected = defineFact('PartnerRejected', 'An applicant was turned down.', { reason: text });
export const partnerAdmitted = defineFact('PartnerAdmitted', 'A partner passed the admission gate and is active.', {
  programmeId: idOf('programme'),
  waived: listOf(text),
});
export const partnerUpdated = defineFact('PartnerUpdated', "A partner's data were changed.", { changed: listOf(text) });
export const partnerSuspended = defineFact('PartnerSuspended', 'An active partner was paused.', { reason: text });
export const partnerReinstated = defineFact('PartnerReinstated', 'A suspended partner is active again.');
export const partnerTerminated = defineFact('PartnerTerminated', 'A partnership was ended.', { reason: text });
export const partnerMemberInvited = defineFact(
  'PartnerMemberInvited',
  'A person was invited as a member of a partner.',
  { userId: idOf('user'), roles: listOf(text) },
);
export const partnerFigureReported = defineFact('PartnerFigureReported', 'A figure about a partner was reported.', {
  partnerId: idOf('partner'),
  metric: text,
  value: text,
  asOf: day,
});

export const onboardingItemSubmitted = defineFact(
  'OnboardingItemSubmitted',
  'An item of an onboarding checklist was handed in.',
  { partnerId: idOf('partner') },
);
export const onboardingItemAccepted = defineFact(
  'OnboardingItemAccepted',
  'An item of an onboarding checklist was accepted.',
  { partnerId: idOf('partner') },
);
export const onboardingItemSentBack = defineFact(
  'OnboardingItemSentBack',
  'An item of an onboarding checklist was sent back.',
  { partnerId: idOf('partner'), reason: text },
);

export const onboardingItemWithdrawn = defineFact(
  'OnboardingItemWithdrawn',
  'What was handed in for an item of an onboarding checklist was taken back before anybody decided on it.',
  { partnerId: idOf('partner') },
);

export const onboardingItemDueSoon = defineFact(
  'OnboardingItemDueSoon',
  'An item of an onboarding checklist is due in 7 days, or tomorrow.',
  { partnerId: idOf('partner'), dueOn: day, waitsFor: text },
);
export const onboardingItemOverdue = defineFact(
  'OnboardingItemOverdue',
  'The due day of an item of an onboarding checklist is past.',
  { partnerId: idOf('partner'), dueOn: day, waitsFor: text },
);

export const agreementSubmitted = defineFact('AgreementSubmitted', 'A renewal of an agreement was handed in.', {
  partnerId: idOf('partner'),
});
export const agreementAccepted = defineFact('AgreementAccepted', 'A renewal of an agreement is in force.', {
  partnerId: idOf('partner'),
});
export const agreementSentBack = defineFact('AgreementSentBack', 'A renewal of an agreement was sent back.', {
  partnerId: idOf('partner'),
  reason: text,
});
export const agreementExpiring = defineFact('AgreementExpiring', 'An agreement expires in 60, 30 or 7 days.', {
  partnerId: idOf('partner'),
  expiresOn: day,
});
export const agreementExpired = defineFact('AgreementExpired', 'The last day of an agreement is past.', {
  partnerId: idOf('partner'),
  expiresOn: day,
});

export const programmeDrafted = defineFact('ProgrammeDrafted', 'A partner programme was written down.');
export const programmeUpdated = defineFact('ProgrammeUpdated', 'The draft of a partner programme was changed.');
export const programmeDiscarded = defineFact('ProgrammeDiscarded', 'The draft of a partner programme was given up.');
export const programmePublished = defineFact(
  'ProgrammePublished',
  'A partner programme was published, to be in force from its day on.',
  { number: number, effectiveOn: day },
);

const ofQualification = { partnerId: idOf('partner'), offeringId: idOf('offering') };

const step = { ...ofQualification, from: text, to: text };

export const qualificationOpened = defineFact(
  'QualificationOpened',
  'A partner began to qualify for a service offering.',
  ofQualification,
);
export const qualificationAdvanced = defineFact('QualificationAdvanced', 'A qualification passed a gate.', {
  ...step,
  programmeId: idOf('programme'),
  waived: listOf(text),
});
export const qualificationLapsed = defineFact(
  'QualificationLapsed',
  "A qualification's certified members fell below the gate.",
  step,
);
export const qualificationRecovered = defineFact(
  'QualificationRecovered',
  'A lapsed qualification meets the gate again.',
  step,
);
export const qualificationGraceEnding = defineFact(
  'QualificationGraceEnding',
  'The days in which a lapsed qualification can come back to its stage end soon.',
  { ...ofQualification, recoverUntil: day },
);
export const qualificationGraceEnded = defineFact(
  'QualificationGraceEnded',
  'A lapsed qualification was not regained in its days of grace and starts over at its assessment.',
  step,
);
export const qualificationRevoked = defineFact('QualificationRevoked', 'A qualification was taken away.', {
  ...step,
  reason: text,
});
export const gateCriterionWaived = defineFact(
  'GateCriterionWaived',
  'A criterion of a gate was waived for one partner or qualification.',
  { partnerId: idOf('partner'), gate: text, code: text, reason: text },
);
export const gateWaiverRevoked = defineFact('GateWaiverRevoked', 'A criterion of a gate is waived no longer.', {
  partnerId: idOf('partner'),
  gate: text,
  code: text,
  reason: text,
});

export const tierReviewOpened = defineFact('TierReviewOpened', "A partner's tier is to be reviewed.", {
  partnerId: idOf('partner'),
  cause: text,
  dueOn: day,
});
export const tierReviewDecided = defineFact('TierReviewDecided', "A partner's tier was decided on.", {
  partnerId: idOf('partner'),
  decision: text,
  from: orNull(text),
  to: orNull(text),
  graceUntil: orNull(day),
});
export const tierReviewCancelled = defineFact(
  'TierReviewCancelled',
  'A partnership ended before its tier was decided on.',
  { partnerId: idOf('partner') },
);
export const tierGraceEnded = defineFact(
  'TierGraceEnded',
  'The time in which a partner kept a tier that it did not meet is over.',
  { tier: text, graceUntil: day },
);
