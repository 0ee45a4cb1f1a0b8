import { defineFact } from '../../../shared/events/fact';
import { day, idOf, number, orNull } from '../../../shared/events/fact-data';

const certificationData = { userId: idOf('user'), offeringId: idOf('offering'), partnerId: orNull(idOf('partner')) };

export const certificationIssued = defineFact(
  'CertificationIssued',
  'A person was certified for an offering.',
  certificationData,
);
export const certificationProlonged = defineFact(
  'CertificationProlonged',
  'A certification that still held was renewed: it holds longer now.',
  { ...certificationData, expiresOn: orNull(day) },
);
export const certificationHolderCorrected = defineFact(
  'CertificationHolderCorrected',
  "The vendor corrected the name of a certification's holder: its badge says the corrected one.",
  certificationData,
);
export const certificationExpired = defineFact(
  'CertificationExpired',
  'The last day of a certification is over.',
  certificationData,
);
export const certificationExpiring = defineFact(
  'CertificationExpiring',
  'A certification comes near its end; with the first of these reminders it can be renewed.',
  { ...certificationData, expiresOn: day, reminderDays: number },
);
export const certificationRenewalOpened = defineFact(
  'CertificationRenewalOpened',
  'Recertification was opened for a person ahead of time or anew: attempts are counted from now on.',
  certificationData,
);
export const certificationRevoked = defineFact(
  'CertificationRevoked',
  'A certification was taken away.',
  certificationData,
);
