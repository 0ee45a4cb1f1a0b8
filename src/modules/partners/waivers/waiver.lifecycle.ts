import { Lifecycle } from '../../../shared/domain/lifecycle';
import { waiverActions } from './waiver.actions';

export enum WaiverStatus {
  ACTIVE = 'ACTIVE',
  REVOKED = 'REVOKED',
}

export type WaiverAction = (typeof waiverActions)['revoke'];

export const waiverLifecycle = new Lifecycle<WaiverStatus, WaiverAction>(
  'Waiver',
  Object.values(WaiverStatus),
  WaiverStatus.ACTIVE,
  [{ from: WaiverStatus.ACTIVE, action: waiverActions.revoke, to: WaiverStatus.REVOKED }],
);
