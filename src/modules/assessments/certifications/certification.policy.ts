import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { certificationActions } from './certification.actions';
import { Certification } from './certification.entity';

export const policy = new Policy();

policy.allow(certificationActions.revoke, certificationActions.renewOpen).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(certificationActions.revoke, certificationActions.renewOpen)
  .when(
    (viewer, certification) => viewer.userId === certification.userId,
    'own-act',
    'You cannot decide on your own certification.',
  );
policy
  .show(Certification)
  .toStaff()
  .toPartners((viewer) => sql`${column<Certification>('partnerId')} = ${viewer.partnerId}`);
