import { defineFact } from '../../../shared/events/fact';
import { day, idOf, number, orNull } from '../../../shared/events/fact-data';

const certificationData = { userId: idOf('user'), offeringId: idOf('offering'), partnerId: orNull(idOf('partner')) };

export const certificationIssued = defineFact(
  'CertificationIssued',
  'A person was certified for an offering.',
  certificationData,
);
export const certificationProlonged = defineFact('CertificationProlonged', 'A valid certification was extended.', {
  ...certificationData,
  expiresOn: orNull(day),
});
export const certificationHolderCorrected = defineFact(
  'CertificationHolderCorrected',
  "The vendor corrected the name of a certification's holder, and so of its badge.",
  certificationData,
);
export const certificationExpired = defineFact('CertificationExpired', 'A certification expired.', certificationData);
export const certificationExpiring = defineFact(
  'CertificationExpiring',
  'A certification expires soon; from the first of these reminders on it can be renewed.',
  { ...certificationData, expiresOn: day, reminderDays: number },
);
export const certificationRenewalOpened = defineFact(
  'CertificationRenewalOpened',
  'Recertification was opened for a person early or again: attempts are counted from now on.',
  certificationData,
);
export const certificationRevoked = defineFact(
  'CertificationRevoked',
  'A certification was revoked.',
  certificationData,
);
