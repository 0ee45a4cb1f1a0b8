import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { ofTheirPartner } from '../firms/partner.policy';
import { ItemOwner } from '../programmes/programme.entity';
import { onboardingItemActions } from './onboarding.actions';
import { OnboardingItem } from './onboarding.entity';

export const policy = new Policy();

policy.allow(onboardingItemActions.submit, onboardingItemActions.withdraw).to(Role.ECOSYSTEM_MANAGER, Role.SALES);
policy
  .allow(onboardingItemActions.submit, onboardingItemActions.withdraw)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, item) => viewer.partnerId === item.partnerId && item.ownedBy === ItemOwner.PARTNER);
policy.allow(onboardingItemActions.accept, onboardingItemActions.sendBack).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(onboardingItemActions.accept, onboardingItemActions.sendBack)
  .when(
    (viewer, item) => viewer.userId !== null && item.submittedById === viewer.userId,
    'own-act',
    'You cannot decide on what you submitted yourself.',
  );
policy.show(OnboardingItem).toStaff().toPartners(ofTheirPartner);
