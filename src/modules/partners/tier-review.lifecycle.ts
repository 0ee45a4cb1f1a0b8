import { Lifecycle } from '../../shared/domain/lifecycle';

export enum TierReviewStatus {
  OPEN = 'OPEN',
  DECIDED = 'DECIDED',
  CANCELLED = 'CANCELLED',
}

export type TierReviewAction = 'decide' | 'cancel';

/** `cancel` is the system's own: it follows from the end of the partnership. */
export const tierReviewLifecycle = new Lifecycle<TierReviewStatus, TierReviewAction>(
  'TierReview',
  Object.values(TierReviewStatus),
  TierReviewStatus.OPEN,
  [
    { from: TierReviewStatus.OPEN, action: 'decide', to: TierReviewStatus.DECIDED },
    { from: TierReviewStatus.OPEN, action: 'cancel', to: TierReviewStatus.CANCELLED },
  ],
);
