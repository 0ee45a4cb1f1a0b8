import { Lifecycle } from '../../shared/domain/lifecycle';

export enum WaiverStatus {
  ACTIVE = 'ACTIVE',
  REVOKED = 'REVOKED',
}

export type WaiverAction = 'revoke';

export const waiverLifecycle = new Lifecycle<WaiverStatus, WaiverAction>(
  'Waiver',
  Object.values(WaiverStatus),
  WaiverStatus.ACTIVE,
  [{ from: WaiverStatus.ACTIVE, action: 'revoke', to: WaiverStatus.REVOKED }],
);
