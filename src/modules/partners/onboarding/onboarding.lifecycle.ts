import { Lifecycle } from '../../../shared/domain/lifecycle';
import { onboardingItemActions } from './onboarding.actions';

export enum OnboardingItemStatus {
  OPEN = 'OPEN',
  SUBMITTED = 'SUBMITTED',
  SENT_BACK = 'SENT_BACK',
  ACCEPTED = 'ACCEPTED',
}

export type OnboardingItemAction = (typeof onboardingItemActions)['submit' | 'accept' | 'sendBack' | 'withdraw'];

/** The conditions of an item's steps, apart from its status. */
export interface OnboardingConditions {
  /** Is the item's partner still in onboarding? */
  onboarding: boolean;
}

const { OPEN, SUBMITTED, SENT_BACK, ACCEPTED } = OnboardingItemStatus;

const whileOnboarding = ({ onboarding }: OnboardingConditions) =>
  onboarding ? [] : [{ code: 'not-onboarding', message: "The partner's onboarding is over." }];

export const onboardingItemLifecycle = new Lifecycle<OnboardingItemStatus, OnboardingItemAction, OnboardingConditions>(
  'OnboardingItem',
  Object.values(OnboardingItemStatus),
  OPEN,
  [
    { from: [OPEN, SENT_BACK], action: onboardingItemActions.submit, to: SUBMITTED, guard: whileOnboarding },
    { from: SUBMITTED, action: onboardingItemActions.accept, to: ACCEPTED, guard: whileOnboarding },
    // An accepted agreement may expire before the admission, and is then sent back to be signed again.
    { from: [SUBMITTED, ACCEPTED], action: onboardingItemActions.sendBack, to: SENT_BACK, guard: whileOnboarding },
    { from: SUBMITTED, action: onboardingItemActions.withdraw, to: OPEN, guard: whileOnboarding },
  ],
);
