import { actionsOn } from '../../../shared/domain/action';
import type { Partner } from '../firms/partner.entity';
import type { TierReview } from './tier-review.entity';

export const tierReviewActions = {
  ...actionsOn<Partner>()('tierReview', 'open'),
  ...actionsOn<TierReview>()('tierReview', 'decide', 'cancel'),
};
