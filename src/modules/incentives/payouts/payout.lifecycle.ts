import { Lifecycle } from '../../../shared/domain/lifecycle';
import { payoutActions } from './payout.actions';

export enum PayoutStatus {
  PREPARED = 'PREPARED',
  APPROVED = 'APPROVED',
  PAID = 'PAID',
  DISCARDED = 'DISCARDED',
}

export type PayoutAction = (typeof payoutActions)['approve' | 'markPaid' | 'discard'];

export const payoutLifecycle = new Lifecycle<PayoutStatus, PayoutAction>(
  'Payout',
  Object.values(PayoutStatus),
  PayoutStatus.PREPARED,
  [
    { from: PayoutStatus.PREPARED, action: payoutActions.approve, to: PayoutStatus.APPROVED },
    { from: PayoutStatus.PREPARED, action: payoutActions.discard, to: PayoutStatus.DISCARDED },
    { from: PayoutStatus.APPROVED, action: payoutActions.markPaid, to: PayoutStatus.PAID },
  ],
);
