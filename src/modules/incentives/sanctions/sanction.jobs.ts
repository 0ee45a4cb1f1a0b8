import { system } from '../../../shared/access/viewer';
import { maxPageSize } from '../../../shared/database/page';
import { column, sql } from '../../../shared/database/sql';
import { forEach } from '../../../shared/jobs/for-each';
import type { Job } from '../../../shared/jobs/job';
import { Partner } from '../../partners';
import { schemeInForce } from '../schemes/scheme.reader';
import { CorrectiveAction } from './corrective-action.entity';
import { CorrectiveActionStatus } from './corrective-action.lifecycle';
import { remind } from './corrective-action.service';
import { partnersOnLadder } from './ladder.reader';
import { climb } from './ladder.service';
import { Sanction } from './sanction.entity';
import { SanctionStatus } from './sanction.lifecycle';
import { expire } from './sanction.service';

const sanctionsExpire: Job = {
  name: 'sanctionsExpire',
  description: 'Ends the sanctions whose last day is over; a partner that was suspended by them alone is reinstated.',
  run(database) {
    const today = database.clock.today();
    const due = { status: SanctionStatus.IN_FORCE, and: [sql`${column<Sanction>('endsOn')} < ${today}`] };
    return forEach(database, Sanction, due, async (page, change) => {
      for (const { id } of page) {
        await change('sanctionsExpire', async (tx) => {
          const sanction = await tx.load(Sanction, id);
          if (sanction.status !== SanctionStatus.IN_FORCE) return false;
          await expire(tx, sanction);
          return true;
        });
      }
    });
  },
};

const correctiveActionsRemind: Job = {
  name: 'correctiveActionsRemind',
  description: 'Reminds once that an action of a corrective plan is overdue.',
  run(database) {
    const today = database.clock.today();
    const due = {
      status: CorrectiveActionStatus.OPEN,
      remindedOn: null,
      and: [
        sql`${column<CorrectiveAction>('dueOn')} < ${today}`,
        sql`${column<CorrectiveAction>('sanctionId')} IN (SELECT id FROM sanction WHERE status IN (${[SanctionStatus.PROPOSED, SanctionStatus.IN_FORCE]}))`,
      ],
    };
    return forEach(database, CorrectiveAction, due, async (page, change) => {
      for (const { id } of page) {
        await change('correctiveActionsRemind', async (tx) => {
          const action = await tx.load(CorrectiveAction, id);
          if (action.status !== CorrectiveActionStatus.OPEN || action.remindedOn !== null) return false;
          await remind(tx, action);
          return true;
        });
      }
    });
  },
};

const sanctionsPropose: Job = {
  name: 'sanctionsPropose',
  description: 'Proposes the sanctions that the ladder of the incentive scheme in force asks for, each once.',
  async run(database) {
    const { clock } = database;
    const reader = database.reader(system);
    const steps = (await schemeInForce(reader, clock.today()))?.sanctionLadder ?? [];
    const stored = (moment: Date) => database.shapes.of(Sanction).stored('countedUntil', moment);
    const partnerIds = await partnersOnLadder(reader, clock, steps, stored);
    let changed = 0;
    for (let start = 0; start < partnerIds.length; start += maxPageSize) {
      const ids = partnerIds.slice(start, start + maxPageSize);
      changed += await forEach(database, Partner, { id: ids }, async (page, change) => {
        for (const { id } of page) await change('sanctionsPropose', (tx) => climb(tx, id));
      });
    }
    return changed;
  },
};

export const jobs: Job[] = [sanctionsExpire, sanctionsPropose, correctiveActionsRemind];
