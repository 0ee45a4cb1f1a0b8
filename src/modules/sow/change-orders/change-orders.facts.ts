import { defineFact } from '../../../shared/events/fact';
import { anyId, idOf, number, oneOf, orNull, text } from '../../../shared/events/fact-data';
import { ChangeOrderCause } from './change-order.entity';

export const changeOrderDrafted = defineFact(
  'ChangeOrderDrafted',
  'A change of what was agreed for a project was drafted.',
  { projectId: idOf('project'), number: number, baseSowId: anyId },
);
export const changeOrderUpdated = defineFact('ChangeOrderUpdated', 'A drafted change order was rewritten.', {
  projectId: idOf('project'),
  baseSowId: anyId,
});
export const changeOrderDiscarded = defineFact('ChangeOrderDiscarded', 'A drafted change order was thrown away.', {
  projectId: idOf('project'),
});
export const changeOrderWithdrawn = defineFact(
  'ChangeOrderWithdrawn',
  'A change order that was submitted was taken back before anybody decided on it.',
  { projectId: idOf('project') },
);
export const changeOrderSubmitted = defineFact(
  'ChangeOrderSubmitted',
  'A change order was submitted, with its effect.',
  { projectId: idOf('project'), priceEffectMinor: number, currencyCode: text },
);
export const changeOrderSentBack = defineFact('ChangeOrderSentBack', 'A change order was sent back to be rewritten.', {
  projectId: idOf('project'),
  reason: text,
});
export const changeOrderApproved = defineFact(
  'ChangeOrderApproved',
  'A change order was signed: it made the next revision of the statement of work, and a new baseline.',
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
