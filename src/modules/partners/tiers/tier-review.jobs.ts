import { system } from '../../../shared/access/viewer';
import type { Where } from '../../../shared/database/reader';
import { column, sql, type Sql } from '../../../shared/database/sql';
import { addDays, addMonths, type PlainDate } from '../../../shared/domain/dates';
import { forEach } from '../../../shared/jobs/for-each';
import type { Job } from '../../../shared/jobs/job';
import { Partner } from '../firms/partner.entity';
import { PartnerStatus } from '../firms/partner.lifecycle';
import { programmeInForce } from '../programmes/programme.reader';
import { TierReviewCause } from './tier-review.entity';
import * as facts from './tier-review.facts';
import { openReview, openReviewOf } from './tier-review.service';

const tierGraceEnd: Job = {
  name: 'tierGraceEnd',
  description: 'Opens a review of each tier whose grace has ended.',
  run(database) {
    const today = database.clock.today();
    const over = sql`${column<Partner>('tierGraceUntil')} < ${today}`;
    return forEach(database, Partner, { and: [over] }, async (page, change) => {
      for (const { id } of page) {
        await change('tierGraceEnd', async (tx) => {
          const partner = await tx.load(Partner, id);
          const { tierGraceUntil, tier } = partner;
          if (tierGraceUntil === null || tierGraceUntil >= today) return false;
          partner.tierGraceUntil = null;
          await tx.save(partner);
          tx.record(facts.tierGraceEnded, partner, { tier: tier!, graceUntil: tierGraceUntil });
          if (!(await openReviewOf(tx, partner))) {
            await openReview(tx, partner, TierReviewCause.GRACE_ENDED, addDays(tierGraceUntil, 1), null);
          }
          return true;
        });
      }
    });
  },
};

const tierReviewsOpen: Job = {
  name: 'tierReviewsOpen',
  description: 'Opens the tier reviews of active partners that are due by the interval of the programme in force.',
  async run(database) {
    const today = database.clock.today();
    const months = (await programmeInForce(database.reader(system), today))?.reviewEveryMonths;
    if (!months) return 0;
    const where: Where<Partner> = {
      status: PartnerStatus.ACTIVE,
      tierGraceUntil: null,
      and: [mayBeDue(today, months)],
    };
    return forEach(database, Partner, where, async (page, change) => {
      for (const { id } of page) {
        await change('tierReviewsOpen', async (tx) => {
          const partner = await tx.load(Partner, id);
          const dueOn = partner.tierDecidedOn === null ? today : addMonths(partner.tierDecidedOn, months);
          const open = partner.status !== PartnerStatus.ACTIVE || (await openReviewOf(tx, partner));
          if (open || dueOn > today) return false;
          await openReview(tx, partner, TierReviewCause.RHYTHM, dueOn, null);
          return true;
        });
      }
    });
  },
};

/** Months differ in length, so the exact day is computed for each candidate. */
function mayBeDue(today: PlainDate, months: number): Sql {
  const latest = addDays(addMonths(today, -months), 3);
  return sql`(${column<Partner>('tierDecidedOn')} IS NULL OR ${column<Partner>('tierDecidedOn')} <= ${latest})
    AND NOT EXISTS (SELECT 1 FROM tier_review AS review WHERE review.openKey = ${column<Partner>('id')})`;
}

export const jobs: Job[] = [tierGraceEnd, tierReviewsOpen];
