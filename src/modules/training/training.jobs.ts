import { randomUUID } from 'node:crypto';
import { system } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import { raw, type Sql, sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import { addDays, type PlainDate } from '../../shared/domain/dates';
import type { Job } from '../../shared/jobs/job';
import { UserStatus } from '../identity';
import { Enrollment } from './enrollment.entity';
import { isOpen, openStatuses } from './enrollment.service';
import * as facts from './training.facts';

/** How many days before its due date an enrolment is due soon. */
export const dueSoonDays = 7;

export const enrollmentsRemind: Job = {
  name: 'enrollmentsRemind',
  description: `States once, for each course that somebody has to complete, that it is due in ${dueSoonDays} days or less, and once that it is overdue.`,
  async run(database) {
    const today = database.clock.today();
    const failures: unknown[] = [];
    let changed = 0;
    for (const id of await due(database, today)) {
      const command = { viewer: system, action: this.name, requestId: randomUUID() };
      try {
        changed += await database.transaction(command, (tx) => remind(tx, id, today));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} enrolments could not be reminded of.`);
    return changed;
  },
};

async function due(database: Database, today: PlainDate): Promise<string[]> {
  const soon = addDays(today, dueSoonDays);
  const reader = database.reader(system);
  const open: Sql = sql`t.status IN (${openStatuses}) AND member.status <> ${UserStatus.DEACTIVATED}`;
  const rows = await reader.rows<{ id: string }>(
    sql`SELECT t.id FROM enrollment AS t JOIN ${raw('`user`')} AS member ON member.id = t.userId
        WHERE ${open} AND t.dueOn <= ${soon}
        AND ((t.dueOn < ${today} AND t.overdueStatedOn IS NULL)
          OR (t.dueOn >= ${today} AND t.dueSoonStatedOn IS NULL)) ORDER BY t.id`,
  );
  return rows.map(({ id }) => id);
}

/** Looks again, as another node or the person may have been here in the meantime. */
async function remind(tx: Transaction, id: string, today: PlainDate): Promise<number> {
  const enrollment = await tx.load(Enrollment, id);
  const { dueOn, userId, courseId, partnerId } = enrollment;
  if (!isOpen(enrollment) || dueOn === null) return 0;
  const overdue = dueOn < today;
  const stated = overdue ? enrollment.overdueStatedOn : enrollment.dueSoonStatedOn;
  if (stated !== null || dueOn > addDays(today, dueSoonDays)) return 0;
  if (overdue) enrollment.overdueStatedOn = today;
  else enrollment.dueSoonStatedOn = today;
  await tx.save(enrollment);
  const type = overdue ? facts.enrollmentOverdue : facts.enrollmentDueSoon;
  tx.state(type, enrollment, { userId, courseId, partnerId, dueOn });
  return 1;
}
