import { IllegalTransitionError } from '../../shared/domain/errors';
import { type TierReviewAction, tierReviewLifecycle as lifecycle, TierReviewStatus } from './tier-review.lifecycle';

const { OPEN, DECIDED, CANCELLED } = TierReviewStatus;

const legal: Record<TierReviewStatus, Partial<Record<TierReviewAction, TierReviewStatus>>> = {
  [OPEN]: { decide: DECIDED, cancel: CANCELLED },
  [DECIDED]: {},
  [CANCELLED]: {},
};

describe('tierReviewLifecycle', () => {
  for (const state of lifecycle.states) {
    it.each(lifecycle.actions)(`${state} %s`, (action) => {
      const target = legal[state][action];
      if (target) expect(lifecycle.next(state, action)).toBe(target);
      else expect(() => lifecycle.next(state, action)).toThrow(IllegalTransitionError);
    });
  }
});
