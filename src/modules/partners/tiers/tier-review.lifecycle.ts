import { Lifecycle } from '../../../shared/domain/lifecycle';
import { tierReviewActions } from './tier-review.actions';

export enum TierReviewStatus {
  OPEN = 'OPEN',
  DECIDED = 'DECIDED',
  CANCELLED = 'CANCELLED',
}

export type TierReviewAction = (typeof tierReviewActions)['decide' | 'cancel'];

/** The system takes `cancel` when the partnership ends. */
export const tierReviewLifecycle = new Lifecycle<TierReviewStatus, TierReviewAction>(
  'TierReview',
  Object.values(TierReviewStatus),
  TierReviewStatus.OPEN,
  [
    { from: TierReviewStatus.OPEN, action: tierReviewActions.decide, to: TierReviewStatus.DECIDED },
    { from: TierReviewStatus.OPEN, action: tierReviewActions.cancel, to: TierReviewStatus.CANCELLED },
  ],
);
