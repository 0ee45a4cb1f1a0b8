import { IllegalTransitionError } from '../../../shared/domain/errors';
import { tierReviewActions } from './tier-review.actions';
import { type TierReviewAction, tierReviewLifecycle as lifecycle, TierReviewStatus } from './tier-review.lifecycle';

type Step = TierReviewAction['step'];

const { OPEN, DECIDED, CANCELLED } = TierReviewStatus;

const legal: Record<TierReviewStatus, Partial<Record<Step, TierReviewStatus>>> = {
  [OPEN]: { decide: DECIDED, cancel: CANCELLED },
  [DECIDED]: {},
  [CANCELLED]: {},
};

describe('tierReviewLifecycle', () => {
  for (const state of lifecycle.states) {
    it.each(lifecycle.actions.map(({ step }) => step))(`${state} %s`, (action) => {
      const target = legal[state][action];
      if (target) expect(lifecycle.next(state, tierReviewActions[action])).toBe(target);
      else expect(() => lifecycle.next(state, tierReviewActions[action])).toThrow(IllegalTransitionError);
    });
  }
});
