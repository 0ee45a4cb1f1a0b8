import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { ofTheirPartner } from '../firms/partner.policy';
import { gateCriterionActions, waiverActions } from './waiver.actions';
import { GateWaiver } from './waiver.entity';

export const policy = new Policy();

policy.allow(gateCriterionActions.waive, waiverActions.revoke).to(Role.ECOSYSTEM_MANAGER);
policy.show(GateWaiver).toStaff().toPartners(ofTheirPartner);
