import { Lifecycle } from '../../../shared/domain/lifecycle';
import { acceptanceRequestActions } from './acceptance-request.actions';

export enum AcceptanceRequestStatus {
  OPEN = 'OPEN',
  USED = 'USED',
  REVOKED = 'REVOKED',
  EXPIRED = 'EXPIRED',
}

export type AcceptanceRequestAction = (typeof acceptanceRequestActions)['use' | 'revoke' | 'expire'];

export const acceptanceRequestLifecycle = new Lifecycle<AcceptanceRequestStatus, AcceptanceRequestAction>(
  'AcceptanceRequest',
  Object.values(AcceptanceRequestStatus),
  AcceptanceRequestStatus.OPEN,
  [
    { from: AcceptanceRequestStatus.OPEN, action: acceptanceRequestActions.use, to: AcceptanceRequestStatus.USED },
    {
      from: AcceptanceRequestStatus.OPEN,
      action: acceptanceRequestActions.revoke,
      to: AcceptanceRequestStatus.REVOKED,
    },
    {
      from: AcceptanceRequestStatus.OPEN,
      action: acceptanceRequestActions.expire,
      to: AcceptanceRequestStatus.EXPIRED,
    },
  ],
);

/** The status at a given moment. Expiry follows from the clock and is not stored. */
export function statusAt(
  { state, expiresAt }: { state: AcceptanceRequestStatus; expiresAt: Date },
  moment: Date,
): AcceptanceRequestStatus {
  const due = state === AcceptanceRequestStatus.OPEN && expiresAt <= moment;
  return due ? acceptanceRequestLifecycle.next(state, acceptanceRequestActions.expire) : state;
}
