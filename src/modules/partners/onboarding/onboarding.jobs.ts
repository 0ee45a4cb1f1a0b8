import { forEach } from '../../../shared/jobs/for-each';
import type { Job } from '../../../shared/jobs/job';
import { column, sql } from '../../../shared/database/sql';
import { addDays } from '../../../shared/domain/dates';
import { PartnerStatus } from '../firms/partner.lifecycle';
import { OnboardingItemKind } from '../programmes/programme.entity';
import { OnboardingItem } from './onboarding.entity';
import { OnboardingItemStatus } from './onboarding.lifecycle';
import { remind, sendBackExpired } from './onboarding.service';
import { reminderDue } from './reminder.formula';

/** The days before an item's due date on which its owner is reminded; negative after it. */
const itemReminders = [7, 1, -1];

const { OPEN, SUBMITTED, SENT_BACK, ACCEPTED } = OnboardingItemStatus;
const ofOnboarding = sql`${column<OnboardingItem>('partnerId')} IN (SELECT id FROM partner WHERE status = ${PartnerStatus.ONBOARDING})`;

const onboardingAgreementsExpire: Job = {
  name: 'onboardingAgreementsExpire',
  description: 'Sends back accepted agreements of a checklist that expired before the admission.',
  run(database) {
    const expired = sql`${column<OnboardingItem>('expiresOn')} < ${database.clock.today()}`;
    const where = { kind: OnboardingItemKind.AGREEMENT, status: ACCEPTED, and: [expired, ofOnboarding] };
    return forEach(database, OnboardingItem, where, async (page, change) => {
      for (const { id } of page) await change('onboardingAgreementsExpire', (tx) => sendBackExpired(tx, id));
    });
  },
};

const onboardingRemind: Job = {
  name: 'onboardingRemind',
  description: 'Reminds of checklist items 7 days and 1 day before they are due, and when they are overdue.',
  run(database) {
    const today = database.clock.today();
    const near = sql`${column<OnboardingItem>('dueOn')} <= ${addDays(today, itemReminders[0]!)}`;
    const where = { status: [OPEN, SUBMITTED, SENT_BACK], and: [near, ofOnboarding] };
    return forEach(database, OnboardingItem, where, async (page, change) => {
      for (const { id, dueOn, reminded } of page) {
        if (reminderDue(dueOn, today, itemReminders, reminded) === null) continue;
        await change('onboardingRemind', (tx) => remind(tx, id, itemReminders));
      }
    });
  },
};

export const jobs: Job[] = [onboardingAgreementsExpire, onboardingRemind];
