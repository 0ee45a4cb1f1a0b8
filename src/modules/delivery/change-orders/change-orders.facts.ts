import { defineFact } from '../../../shared/events/fact';
import type { ChangeOrderCause } from './change-order.entity';

export const changeOrderDrafted = defineFact<{ projectId: string; number: number; baseSowId: string }>(
  'ChangeOrderDrafted',
  'A change of what was agreed for a project was drafted.',
);
export const changeOrderUpdated = defineFact<{ projectId: string; baseSowId: string }>(
  'ChangeOrderUpdated',
  'A drafted change order was written anew.',
);
export const changeOrderDiscarded = defineFact<{ projectId: string }>(
  'ChangeOrderDiscarded',
  'A drafted change order was thrown away.',
);
export const changeOrderWithdrawn = defineFact<{ projectId: string }>(
  'ChangeOrderWithdrawn',
  'A change order that was submitted was taken back before anybody decided on it.',
);
export const changeOrderSubmitted = defineFact<{ projectId: string; priceEffectMinor: number; currencyCode: string }>(
  'ChangeOrderSubmitted',
  'A change order was submitted, with its effect.',
);
export const changeOrderSentBack = defineFact<{ projectId: string; reason: string }>(
  'ChangeOrderSentBack',
  'A change order was sent back to be rewritten.',
);
export const changeOrderApproved = defineFact<{
  projectId: string;
  cause: ChangeOrderCause;
  partnerId: string | null;
  priceEffectMinor: number;
  currencyCode: string;
  baseSowId: string;
  sowId: string;
}>(
  'ChangeOrderApproved',
  'A change order was signed: it made the next revision of the statement of work, and a new baseline.',
);
export const changeOrderRejected = defineFact<{ projectId: string; reason: string }>(
  'ChangeOrderRejected',
  'A change order was rejected.',
);
