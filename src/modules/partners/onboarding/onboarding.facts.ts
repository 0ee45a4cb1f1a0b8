import { defineFact } from '../../../shared/events/fact';
import { day, idOf, text } from '../../../shared/events/fact-data';

export const onboardingItemSubmitted = defineFact(
  'OnboardingItemSubmitted',
  'An item of an onboarding checklist was submitted.',
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
  'The submission for an item of an onboarding checklist was withdrawn before it was decided on.',
  { partnerId: idOf('partner') },
);

export const onboardingItemDueSoon = defineFact(
  'OnboardingItemDueSoon',
  'An item of an onboarding checklist is due in 7 days, or tomorrow.',
  { partnerId: idOf('partner'), dueOn: day, waitsFor: text },
);
export const onboardingItemOverdue = defineFact(
  'OnboardingItemOverdue',
  'The due date of an item of an onboarding checklist has passed.',
  { partnerId: idOf('partner'), dueOn: day, waitsFor: text },
);
