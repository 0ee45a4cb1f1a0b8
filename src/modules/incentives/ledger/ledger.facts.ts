import { defineFact } from '../../../shared/events/fact';
import { day, idOf, number, oneOf, orNull, text } from '../../../shared/events/fact-data';
import { IncentiveKind } from './incentive-entry.entity';

const posted = {
  partnerId: idOf('partner'),
  memberId: orNull(idOf('user')),
  kind: oneOf(IncentiveKind),
  points: text,
  amountMinor: orNull(number),
  currencyCode: orNull(text),
  ruleCode: orNull(text),
};

export const incentivePosted = defineFact(
  'IncentivePosted',
  "An entry was posted to a partner's incentive ledger.",
  posted,
);
export const incentiveReversed = defineFact('IncentiveReversed', 'An incentive entry was taken back by another one.', {
  ...posted,
  reversesId: idOf('incentive_entry'),
  reason: text,
});
export const incentiveReleased = defineFact('IncentiveReleased', 'An incentive entry that was held became payable.', {
  partnerId: idOf('partner'),
  payableFrom: day,
});
