import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { ofTheirPartner } from '../firms/partner.policy';
import { tierReviewActions } from './tier-review.actions';
import { TierReview } from './tier-review.entity';

export const policy = new Policy();

policy.allow(tierReviewActions.open, tierReviewActions.decide).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(tierReviewActions.decide)
  .when(
    (viewer, review) => viewer.partnerId === review.partnerId,
    'own-act',
    'You cannot decide on the tier of your own firm.',
  );
policy.show(TierReview).toStaff().toPartners(ofTheirPartner);
