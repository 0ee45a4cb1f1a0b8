import { Lifecycle } from '../../../shared/domain/lifecycle';
import { attributionActions } from './attribution.actions';

export enum AttributionStatus {
  PROPOSED = 'PROPOSED',
  CONFIRMED = 'CONFIRMED',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
  REVERSED = 'REVERSED',
}

export type AttributionAction = (typeof attributionActions)['update' | 'withdraw' | 'confirm' | 'reject' | 'reverse'];

const { PROPOSED, CONFIRMED, REJECTED, WITHDRAWN, REVERSED } = AttributionStatus;
const { update, withdraw, confirm, reject, reverse } = attributionActions;

export const attributionLifecycle = new Lifecycle<AttributionStatus, AttributionAction>(
  'Attribution',
  Object.values(AttributionStatus),
  PROPOSED,
  [
    { from: PROPOSED, action: update, to: PROPOSED },
    { from: PROPOSED, action: withdraw, to: WITHDRAWN },
    { from: PROPOSED, action: confirm, to: CONFIRMED },
    { from: PROPOSED, action: reject, to: REJECTED },
    { from: CONFIRMED, action: reverse, to: REVERSED },
  ],
);
