import { system } from '../../shared/access/viewer';
import type { Where } from '../../shared/database/reader';
import { column, type Sql, sql } from '../../shared/database/sql';
import { addDays, addMonths, type PlainDate } from '../../shared/domain/dates';
import { forEach } from '../../shared/jobs/for-each';
import type { Job } from '../../shared/jobs/job';
import { unmetCriteria } from './gate.formula';
import { Partner } from './partner.entity';
import { PartnerStatus } from './partner.lifecycle';
import * as facts from './partners.facts';
import { benchOf, judgeStanding } from './partners.gates';
import { programmeInForce } from './programme.reader';
import { Qualification } from './qualification.entity';
import { isDelivering, QualificationStage } from './qualification.lifecycle';
import { reassess, remindOfGrace } from './qualification.service';
import { TierReviewCause } from './tier-review.entity';
import { openReview, openReviewOf } from './tier-review.service';

/** How long before the last day of grace its partner is reminded. */
const reminderDays = 14;

const { ASSISTED, INDEPENDENT, LAPSED } = QualificationStage;

/** A certification may end, and a programme come into force, without anybody doing anything. */
const qualificationsReassess: Job = {
  name: 'qualificationsReassess',
  description:
    'Lapses qualifications whose gate to ASSISTED is met no longer, brings back those that meet it again in their days of grace, and lets those start over whose days are past.',
  run: (database) =>
    forEach(database, Qualification, { stage: [ASSISTED, INDEPENDENT, LAPSED] }, async (page, change) => {
      const bench = benchOf({ reader: database.reader(system), metrics: database.metrics, clock: database.clock });
      const gates = await Promise.all(page.map((qualification) => judgeStanding(bench, qualification)));
      for (const [index, { id, stage, recoverUntil }] of page.entries()) {
        const gate = gates[index]!;
        const met = !gate || unmetCriteria(gate.criteria).length === 0;
        const moves = isDelivering(stage) ? !met : met || recoverUntil! < bench.on;
        if (!moves) continue;
        await change('qualificationsReassess', async (tx) => {
          const qualification = await tx.load(Qualification, id);
          const before = qualification.stage;
          if (isDelivering(before) || before === LAPSED) await reassess(tx, qualification);
          return qualification.stage !== before;
        });
      }
    }),
};

const qualificationGraceRemind: Job = {
  name: 'qualificationGraceRemind',
  description: `Tells once, ${reminderDays} days before, that the days of grace of a lapsed qualification end.`,
  run(database) {
    const lastDay = addDays(database.clock.today(), reminderDays);
    const due: Where<Qualification> = {
      stage: LAPSED,
      graceRemindedOn: null,
      and: [sql`${column('recoverUntil')} <= ${lastDay}`],
    };
    return forEach(database, Qualification, due, async (page, change) => {
      for (const { id } of page) {
        await change('qualificationGraceRemind', async (tx) => {
          const qualification = await tx.load(Qualification, id);
          if (qualification.stage !== LAPSED || qualification.graceRemindedOn !== null) return false;
          await remindOfGrace(tx, qualification);
          return true;
        });
      }
    });
  },
};

const tierGraceEnd: Job = {
  name: 'tierGraceEnd',
  description: 'Opens a review of each tier that was kept until a day though it was not met, when that day is over.',
  run(database) {
    const today = database.clock.today();
    const over = sql`${column('tierGraceUntil')} < ${today}`;
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
  description: "Opens the reviews of active partners' tiers that are due by the rhythm of the programme in force.",
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

/** Months are of different lengths: the exact day is worked out for each of these. */
function mayBeDue(today: PlainDate, months: number): Sql {
  const latest = addDays(addMonths(today, -months), 3);
  return sql`(${column('tierDecidedOn')} IS NULL OR ${column('tierDecidedOn')} <= ${latest})
    AND NOT EXISTS (SELECT 1 FROM tier_review AS review WHERE review.openKey = ${column('id')})`;
}

/** In this order: who has lapsed today is reminded today, where the days of grace are few. */
export const jobs: Job[] = [qualificationsReassess, qualificationGraceRemind, tierGraceEnd, tierReviewsOpen];
