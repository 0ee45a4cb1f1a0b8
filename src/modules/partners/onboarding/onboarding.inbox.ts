import { byAnother, inboxOf, type InboxSection } from '../../../shared/access/inbox';
import { column, sql } from '../../../shared/database/sql';
import { onboardingItemActions } from './onboarding.actions';
import { OnboardingItem } from './onboarding.entity';
import { OnboardingItemStatus } from './onboarding.lifecycle';

export const inbox: InboxSection[] = [
  inboxOf(OnboardingItem, {
    kind: 'ONBOARDING_ITEM_TO_DECIDE',
    description: 'An item of an onboarding checklist was submitted.',
    settledBy: onboardingItemActions.accept,
    since: 'submittedAt',
    waitingFor: (viewer) => sql`${column<OnboardingItem>('status')} = ${OnboardingItemStatus.SUBMITTED}
      AND ${byAnother<OnboardingItem>('submittedById', viewer)}`,
  }),
];
