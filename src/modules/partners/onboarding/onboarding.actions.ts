import { actionsOn } from '../../../shared/domain/action';
import type { OnboardingItem } from './onboarding.entity';

export const onboardingItemActions = actionsOn<OnboardingItem>()(
  'onboardingItem',
  'submit',
  'accept',
  'sendBack',
  'withdraw',
);
