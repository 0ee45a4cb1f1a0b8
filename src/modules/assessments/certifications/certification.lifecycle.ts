import type { PlainDate } from '../../../shared/domain/dates';
import { Lifecycle } from '../../../shared/domain/lifecycle';
import { certificationActions } from './certification.actions';

export enum CertificationStatus {
  ACTIVE = 'ACTIVE',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}

export type CertificationAction = (typeof certificationActions)['revoke' | 'expire' | 'renewOpen'];

const { ACTIVE, EXPIRED, REVOKED } = CertificationStatus;

export const certificationLifecycle = new Lifecycle<CertificationStatus, CertificationAction>(
  'Certification',
  Object.values(CertificationStatus),
  ACTIVE,
  [
    { from: ACTIVE, action: certificationActions.revoke, to: REVOKED },
    { from: ACTIVE, action: certificationActions.expire, to: EXPIRED },
    { from: ACTIVE, action: certificationActions.renewOpen, to: ACTIVE },
    // A person whose certification expired, or who has used up all attempts since, gets another round.
    { from: EXPIRED, action: certificationActions.renewOpen, to: EXPIRED },
  ],
);

/** The status on a day: past its last day it is expired, even if the job has not run yet. */
export function certificationStatusOn(
  certification: { status: CertificationStatus; expiresOn: PlainDate | null },
  day: PlainDate,
): CertificationStatus {
  const { status, expiresOn } = certification;
  const isOver = status === ACTIVE && expiresOn !== null && expiresOn < day;
  return isOver ? EXPIRED : status;
}
