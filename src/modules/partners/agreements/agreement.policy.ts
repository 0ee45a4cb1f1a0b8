import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { ofTheirPartner } from '../firms/partner.policy';
import { agreementActions } from './agreement.actions';
import { Agreement } from './agreement.entity';

export const policy = new Policy();

policy.allow(agreementActions.renew, agreementActions.resubmit).to(Role.ECOSYSTEM_MANAGER, Role.SALES);
policy
  .allow(agreementActions.renew, agreementActions.resubmit)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, agreement) => viewer.partnerId === agreement.partnerId);
policy.allow(agreementActions.accept, agreementActions.sendBack).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(agreementActions.accept, agreementActions.sendBack)
  .when(
    (viewer, agreement) => viewer.userId !== null && agreement.submittedById === viewer.userId,
    'own-act',
    'You cannot decide on what you submitted yourself.',
  );
policy.show(Agreement).toStaff().toPartners(ofTheirPartner);
