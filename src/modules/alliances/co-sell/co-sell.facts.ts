import { defineFact } from '../../../shared/events/fact';
import { idOf, orNull, text } from '../../../shared/events/fact-data';

const parties = { partnerId: orNull(idOf('partner')), organizationId: orNull(idOf('organization')) };

export const coSellDrafted = defineFact('CoSellDrafted', 'A co-sell was drafted.', parties);
export const coSellUpdated = defineFact('CoSellUpdated', 'The description of a co-sell changed.', parties);
export const coSellDiscarded = defineFact('CoSellDiscarded', 'The draft of a co-sell was discarded.', parties);
export const coSellSubmitted = defineFact('CoSellSubmitted', 'A co-sell was submitted for review.', parties);
export const coSellWithdrawn = defineFact('CoSellWithdrawn', 'A co-sell was withdrawn before its review.', parties);
export const coSellReviewStarted = defineFact('CoSellReviewStarted', 'The review of a co-sell began.', parties);
export const coSellActionRequired = defineFact('CoSellActionRequired', 'A review asked for changes to a co-sell.', {
  ...parties,
  reason: text,
});
export const coSellApproved = defineFact('CoSellApproved', 'A co-sell was approved by sales.', parties);
export const coSellRejected = defineFact('CoSellRejected', 'A co-sell was rejected.', { ...parties, reason: text });
