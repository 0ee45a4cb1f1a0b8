import { defineFact } from '../../../shared/events/fact';
import { day, idOf, orNull, text } from '../../../shared/events/fact-data';

export const tierReviewOpened = defineFact('TierReviewOpened', "A review of a partner's tier was opened.", {
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
  "A partner's grace for a tier that it did not meet has ended.",
  { tier: text, graceUntil: day },
);
