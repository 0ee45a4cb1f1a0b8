import { Lifecycle } from '../../shared/domain/lifecycle';

export enum TierReviewStatus {
  OPEN = 'OPEN',
  DECIDED = 'DECIDED',
}

export type TierReviewAction = 'decide';

export const tierReviewLifecycle = new Lifecycle<TierReviewStatus, TierReviewAction>(
  'TierReview',
  Object.values(TierReviewStatus),
  TierReviewStatus.OPEN,
  [{ from: TierReviewStatus.OPEN, action: 'decide', to: TierReviewStatus.DECIDED }],
);
