import { defineFact } from '../../../shared/events/fact';
import { day, number, text } from '../../../shared/events/fact-data';

const amounts = { currencyCode: text, totalMinor: number, partners: number, entries: number };

export const payoutPrepared = defineFact('PayoutPrepared', 'A payout to partners was prepared; its list is frozen.', {
  ...amounts,
  cutOff: day,
});
export const payoutApproved = defineFact('PayoutApproved', 'A second person approved a payout.', amounts);
export const payoutPaid = defineFact('PayoutPaid', 'A payout was paid, and posted to the ledgers of its partners.', {
  ...amounts,
  paidOn: day,
  reference: text,
});
export const payoutDiscarded = defineFact(
  'PayoutDiscarded',
  'A payout was discarded before its approval; its entries are payable again.',
  { ...amounts, reason: text },
);
