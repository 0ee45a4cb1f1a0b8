import { forEach } from '../../../shared/jobs/for-each';
import type { Job } from '../../../shared/jobs/job';
import { column, sql } from '../../../shared/database/sql';
import { addDays } from '../../../shared/domain/dates';
import { Partner } from '../firms/partner.entity';
import { PartnerStatus } from '../firms/partner.lifecycle';
import { pause } from '../firms/partner.service';
import { reminderDue } from '../onboarding/reminder.formula';
import { Agreement } from './agreement.entity';
import * as facts from './agreement.facts';
import { AgreementStatus } from './agreement.lifecycle';
import { expire } from './agreement.service';

/** The days before its expiry on which a partner and its managers are reminded of an agreement. */
const agreementReminders = [60, 30, 7];
const { IN_FORCE } = AgreementStatus;

const agreementsRemind: Job = {
  name: 'agreementsRemind',
  description: 'Reminds of agreements 60, 30 and 7 days before they expire, unless they are renewed.',
  run(database) {
    const today = database.clock.today();
    const near = sql`${column<Agreement>('lastDay')} BETWEEN ${today} AND ${addDays(today, agreementReminders[0]!)}`;
    const open = sql`NOT EXISTS (SELECT 1 FROM agreement AS renewal WHERE renewal.predecessorId = ${column<Agreement>('id')} AND renewal.status = ${AgreementStatus.SUBMITTED})`;
    return forEach(database, Agreement, { status: IN_FORCE, and: [near, open] }, async (page, change) => {
      for (const { id } of page) {
        await change('agreementsRemind', async (tx) => {
          const agreement = await tx.load(Agreement, id);
          const { status, lastDay, reminded, partnerId } = agreement;
          const reminder = reminderDue(lastDay, today, agreementReminders, reminded);
          if (status !== IN_FORCE || reminder === null) return false;
          // A reminder is not a user's change, so the version stays current.
          const ours = await tx.execute(
            sql`UPDATE agreement SET reminded = ${reminder} WHERE id = ${id} AND (reminded IS NULL OR reminded > ${reminder})`,
          );
          if (ours === 1) tx.record(facts.agreementExpiring, agreement, { partnerId, expiresOn: lastDay });
          return ours === 1;
        });
      }
    });
  },
};

const agreementsExpire: Job = {
  name: 'agreementsExpire',
  description: 'Expires agreements whose last day has passed, and suspends active partners that lose a required one.',
  async run(database) {
    const over = sql`${column<Agreement>('lastDay')} < ${database.clock.today()}`;
    return forEach(database, Agreement, { status: IN_FORCE, and: [over] }, async (page, change) => {
      for (const { id } of page) {
        await change('agreementsExpire', async (tx) => {
          const agreement = await tx.load(Agreement, id);
          if (agreement.status !== IN_FORCE) return false;
          await expire(tx, agreement);
          const partner = await tx.load(Partner, agreement.partnerId);
          if (agreement.required && partner.status === PartnerStatus.ACTIVE) {
            await pause(tx, partner, `${agreement.title} expired on ${agreement.expiresOn}.`);
          }
          return true;
        });
      }
    });
  },
};

export const jobs: Job[] = [agreementsExpire, agreementsRemind];
