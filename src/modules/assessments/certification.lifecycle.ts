import type { PlainDate } from '../../shared/domain/dates';
import { Lifecycle } from '../../shared/domain/lifecycle';

export enum CertificationStatus {
  ACTIVE = 'ACTIVE',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}

export type CertificationAction = 'revoke' | 'expire';

export const certificationLifecycle = new Lifecycle<CertificationStatus, CertificationAction>(
  'Certification',
  Object.values(CertificationStatus),
  CertificationStatus.ACTIVE,
  [
    { from: CertificationStatus.ACTIVE, action: 'revoke', to: CertificationStatus.REVOKED },
    { from: CertificationStatus.ACTIVE, action: 'expire', to: CertificationStatus.EXPIRED },
  ],
);

/** The state on a day: past its last day it is expired, whether or not anybody has noticed. */
export function certificationStatusOn(
  certification: { status: CertificationStatus; expiresOn: PlainDate | null },
  day: PlainDate,
): CertificationStatus {
  const { status, expiresOn } = certification;
  const isOver = status === CertificationStatus.ACTIVE && expiresOn !== null && expiresOn < day;
  return isOver ? CertificationStatus.EXPIRED : status;
}
