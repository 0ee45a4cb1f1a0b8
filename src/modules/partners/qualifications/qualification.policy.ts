import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { ofTheirPartner } from '../firms/partner.policy';
import { qualificationActions } from './qualification.actions';
import { Qualification, QualificationTransition } from './qualification.entity';

export const policy = new Policy();

policy
  .allow(qualificationActions.open, qualificationActions.advance, qualificationActions.revoke)
  .to(Role.ECOSYSTEM_MANAGER);
policy.show(Qualification).toStaff().toPartners(ofTheirPartner);
policy.show(QualificationTransition).toStaff().toPartners(ofTheirPartner);
