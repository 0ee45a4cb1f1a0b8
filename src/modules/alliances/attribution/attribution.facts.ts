import { defineFact } from '../../../shared/events/fact';
import { idOf, oneOf, orNull, text } from '../../../shared/events/fact-data';
import { AttributionKind } from './attribution.entity';

/** Not `projectId`: the credit of one partner does not belong into the timeline that others read. */
const credit = {
  kind: oneOf(AttributionKind),
  partnerId: orNull(idOf('partner')),
  organizationId: orNull(idOf('organization')),
};

export const attributionProposed = defineFact(
  'AttributionProposed',
  'Credit for a piece of business was proposed.',
  credit,
);
export const attributionUpdated = defineFact('AttributionUpdated', 'A proposed attribution changed.', credit);
export const attributionWithdrawn = defineFact('AttributionWithdrawn', 'A proposed attribution was withdrawn.', credit);
export const attributionConfirmed = defineFact('AttributionConfirmed', 'Sales confirmed an attribution.', credit);
export const attributionRejected = defineFact('AttributionRejected', 'Sales rejected an attribution.', {
  ...credit,
  reason: text,
});
export const attributionReversed = defineFact('AttributionReversed', 'A confirmed attribution no longer counts.', {
  ...credit,
  reason: text,
});
