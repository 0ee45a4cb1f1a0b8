import { defineFact } from '../../../shared/events/fact';
import { day, idOf, orNull, text } from '../../../shared/events/fact-data';

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
