import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { onboardingItemActions } from './onboarding.actions';
import { type OnboardingItemAction, onboardingItemLifecycle, OnboardingItemStatus } from './onboarding.lifecycle';

type Step = OnboardingItemAction['step'];

const { OPEN, SUBMITTED, SENT_BACK, ACCEPTED } = OnboardingItemStatus;

const legal: Record<OnboardingItemStatus, Partial<Record<Step, OnboardingItemStatus>>> = {
  [OPEN]: { submit: SUBMITTED },
  [SUBMITTED]: { accept: ACCEPTED, sendBack: SENT_BACK, withdraw: OPEN },
  [SENT_BACK]: { submit: SUBMITTED },
  [ACCEPTED]: { sendBack: SENT_BACK },
};

const cells = onboardingItemLifecycle.states.flatMap((state) =>
  onboardingItemLifecycle.actions
    .map(({ step }) => step)
    .map((action): [OnboardingItemStatus, Step] => [state, action]),
);

describe('onboardingItemLifecycle', () => {
  it.each(cells)('%s %s', (state, action) => {
    const next = (onboarding: boolean) => () =>
      onboardingItemLifecycle.next(state, onboardingItemActions[action], { onboarding });
    const target = legal[state][action];
    if (target) {
      expect(next(true)()).toBe(target);
      expect(next(false)).toThrow(RuleViolationError);
    } else expect(next(true)).toThrow(IllegalTransitionError);
  });
});
