import { IllegalTransitionError } from '../../shared/domain/errors';
import { tierReviewLifecycle, TierReviewStatus } from './tier-review.lifecycle';

describe('tierReviewLifecycle', () => {
  it('decides a review, once', () => {
    expect(tierReviewLifecycle.actions).toEqual(['decide']);
    expect(tierReviewLifecycle.next(TierReviewStatus.OPEN, 'decide')).toBe(TierReviewStatus.DECIDED);
    expect(() => tierReviewLifecycle.next(TierReviewStatus.DECIDED, 'decide')).toThrow(IllegalTransitionError);
  });
});
