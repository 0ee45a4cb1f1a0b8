import { defineFact } from '../../../shared/events/fact';
import { anyId, idOf, number, oneOf, orNull, text } from '../../../shared/events/fact-data';
import { ChangeOrderCause } from './change-order.entity';

export const changeOrderDrafted = defineFact('ChangeOrderDrafted', 'A change order was drafted.', {
  projectId: idOf('project'),
  number: number,
  baseSowId: anyId,
});
export const changeOrderUpdated = defineFact('ChangeOrderUpdated', 'A drafted change order was rewritten.', {
  projectId: idOf('project'),
  baseSowId: anyId,
});
export const changeOrderDiscarded = defineFact('ChangeOrderDiscarded', 'A drafted change order was discarded.', {
  projectId: idOf('project'),
});
export const changeOrderWithdrawn = defineFact(
  'ChangeOrderWithdrawn',
  'A submitted change order was withdrawn before it was decided on.',
  { projectId: idOf('project') },
);
export const changeOrderSubmitted = defineFact(
  'ChangeOrderSubmitted',
  'A change order was submitted, with its effect.',
  { projectId: idOf('project'), priceEffectMinor: number, currencyCode: text },
);
export const changeOrderSentBack = defineFact('ChangeOrderSentBack', 'A change order was sent back to be revised.', {
  projectId: idOf('project'),
  reason: text,
});
export const changeOrderApproved = defineFact(
  'ChangeOrderApproved',
  'A change order was signed and created the next revision of the statement of work, which is the new baseline.',
  {
    projectId: idOf('project'),
    cause: oneOf(ChangeOrderCause),
    partnerId: orNull(idOf('partner')),
    priceEffectMinor: number,
    currencyCode: text,
    baseSowId: anyId,
    sowId: idOf('sow'),
  },
);
export const changeOrderRejected = defineFact('ChangeOrderRejected', 'A change order was rejected.', {
  projectId: idOf('project'),
  reason: text,
});
