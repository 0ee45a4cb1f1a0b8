import { system } from '../../../shared/access/viewer';
import type { Where } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import { addDays } from '../../../shared/domain/dates';
import { forEach } from '../../../shared/jobs/for-each';
import type { Job } from '../../../shared/jobs/job';
import { unmetCriteria } from '../gates/gate.formula';
import { benchOf } from '../gates/gate.reader';
import { judgeStanding } from './qualification-gates.reader';
import { Qualification } from './qualification.entity';
import { isDelivering, QualificationStage } from './qualification.lifecycle';
import { reassess, remindOfGrace } from './qualification.service';

/** How many days before the end of its grace the partner is reminded. */
const reminderDays = 14;

const { ASSISTED, INDEPENDENT, LAPSED } = QualificationStage;

/** Certifications expire and programmes come into force without any user's action. */
const qualificationsReassess: Job = {
  name: 'qualificationsReassess',
  description:
    'Lapses qualifications that no longer meet the gate to ASSISTED, recovers those that meet it again in their days of grace, and restarts those whose grace has ended.',
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
  description: `Reminds once, ${reminderDays} days before, that the days of grace of a lapsed qualification end.`,
  run(database) {
    const lastDay = addDays(database.clock.today(), reminderDays);
    const due: Where<Qualification> = {
      stage: LAPSED,
      graceRemindedOn: null,
      and: [sql`${column<Qualification>('recoverUntil')} <= ${lastDay}`],
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

/** In this order: with few days of grace, a qualification that lapses today is reminded today. */
export const jobs: Job[] = [qualificationsReassess, qualificationGraceRemind];
