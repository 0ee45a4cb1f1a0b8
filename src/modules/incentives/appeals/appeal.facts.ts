import { defineFact } from '../../../shared/events/fact';
import { idOf, orNull, text } from '../../../shared/events/fact-data';

const against = {
  partnerId: idOf('partner'),
  entryId: orNull(idOf('incentive_entry')),
  sanctionId: orNull(idOf('sanction')),
};

export const appealFiled = defineFact('AppealFiled', 'A partner appealed against an entry or a sanction.', against);
export const appealUpdated = defineFact('AppealUpdated', 'A partner corrected its open appeal.', against);
export const appealWithdrawn = defineFact('AppealWithdrawn', 'A partner gave up its appeal.', {
  ...against,
  reason: text,
});
export const appealUpheld = defineFact(
  'AppealUpheld',
  'An appeal was upheld: the entry was reversed, or the sanction overturned.',
  { ...against, reason: text },
);
export const appealRejected = defineFact('AppealRejected', 'An appeal was rejected.', { ...against, reason: text });
