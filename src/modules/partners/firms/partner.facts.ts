import { defineFact } from '../../../shared/events/fact';
import { day, idOf, listOf, text } from '../../../shared/events/fact-data';

export const partnerApplied = defineFact('PartnerApplied', 'A firm applied to become a partner.');
export const partnerOnboardingStarted = defineFact(
  'PartnerOnboardingStarted',
  'An applicant was given the checklist of the programme.',
  { programmeId: idOf('programme') },
);
export const partnerRejected = defineFact('PartnerRejected', 'An applicant was rejected.', { reason: text });
export const partnerAdmitted = defineFact('PartnerAdmitted', 'A partner passed the admission gate and is active.', {
  programmeId: idOf('programme'),
  waived: listOf(text),
});
export const partnerUpdated = defineFact('PartnerUpdated', "A partner's data were changed.", { changed: listOf(text) });
export const partnerSuspended = defineFact('PartnerSuspended', 'An active partner was suspended.', { reason: text });
export const partnerReinstated = defineFact('PartnerReinstated', 'A suspended partner was reinstated.');
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
