import { defineFact } from '../../../shared/events/fact';
import { day, idOf, text } from '../../../shared/events/fact-data';

export const agreementSubmitted = defineFact('AgreementSubmitted', 'A renewal of an agreement was submitted.', {
  partnerId: idOf('partner'),
});
export const agreementAccepted = defineFact(
  'AgreementAccepted',
  'A renewal of an agreement was accepted and is in force.',
  {
    partnerId: idOf('partner'),
  },
);
export const agreementSentBack = defineFact('AgreementSentBack', 'A renewal of an agreement was sent back.', {
  partnerId: idOf('partner'),
  reason: text,
});
export const agreementExpiring = defineFact('AgreementExpiring', 'An agreement expires in 60, 30 or 7 days.', {
  partnerId: idOf('partner'),
  expiresOn: day,
});
export const agreementExpired = defineFact('AgreementExpired', 'An agreement expired.', {
  partnerId: idOf('partner'),
  expiresOn: day,
});
