import { defineFact } from '../../../shared/events/fact';
import { day, idOf, text } from '../../../shared/events/fact-data';

export const onboardingItemSubmitted = defineFact(
  'OnboardingItemSubmitted',
  'An item of an onboarding checklist was handed in.',
  { partnerId: idOf('partner') },
);
export const onboardingItemAccepted = defineFact(
  'OnboardingItemAccepted',
  'An item of an onboarding checklist was accepted.',
  { partnerId: idOf('partner') },
);
export const onboardingItemSentBack = defineFact(
  'OnboardingItemSentBack',
  'An item of an onboarding checklist was sent back.',
  { partnerId: idOf('partner'), reason: text },
);

export const onboardingItemWithdrawn = defineFact(
  'OnboardingItemWithdrawn',
  'What was handed in for an item of an onboarding checklist was taken back before anybody decided on it.',
  { partnerId: idOf('partner') },
);

export const onboardingItemDueSoon = defineFact(
  'OnboardingItemDueSoon',
  'An item of an onboarding checklist is due in 7 days, or tomorrow.',
  { partnerId: idOf('partner'), dueOn: day, waitsFor: text },
);
export const onboardingItemOverdue = defineFact(
  'OnboardingItemOverdue',
  'The due day of an item of an onboarding checklist is past.',
  { partnerId: idOf('partner'), dueOn: day, waitsFor: text },
);
