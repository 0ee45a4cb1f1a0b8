import { column, or, raw, sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import { addDays, type PlainDate } from '../../shared/domain/dates';
import { forEach } from '../../shared/jobs/for-each';
import type { Job } from '../../shared/jobs/job';
import { UserStatus } from '../identity';
import { Enrollment } from './enrollment.entity';
import { isOpen, openStatuses } from './enrollment.service';
import * as facts from './training.facts';

/** How many days before its due date an enrollment counts as due soon. */
export const dueSoonDays = 7;

export const enrollmentsRemind: Job = {
  name: 'enrollmentsRemind',
  description: `Records once, for each open enrollment with a due date, that it is due in ${dueSoonDays} days or less, and once that it is overdue.`,
  run(database) {
    const today = database.clock.today();
    const soon = addDays(today, dueSoonDays);
    const active = sql`${column<Enrollment>('userId')} IN (SELECT id FROM ${raw('`user`')} WHERE status <> ${UserStatus.DEACTIVATED})`;
    const unsaid = or([
      sql`${column<Enrollment>('dueOn')} < ${today} AND ${column<Enrollment>('overdueStatedOn')} IS NULL`,
      sql`${column<Enrollment>('dueOn')} BETWEEN ${today} AND ${soon} AND ${column<Enrollment>('dueSoonStatedOn')} IS NULL`,
    ]);
    return forEach(database, Enrollment, { status: openStatuses, and: [active, unsaid] }, async (page, change) => {
      for (const { id } of page) await change('enrollmentsRemind', (tx) => remind(tx, id, today));
    });
  },
};

/** Checks again, because another node or the person may have changed it in the meantime. */
async function remind(tx: Transaction, id: string, today: PlainDate): Promise<boolean> {
  const enrollment = await tx.load(Enrollment, id);
  const { dueOn, userId, courseId, partnerId } = enrollment;
  if (!isOpen(enrollment) || dueOn === null) return false;
  const overdue = dueOn < today;
  const stated = overdue ? enrollment.overdueStatedOn : enrollment.dueSoonStatedOn;
  if (stated !== null || dueOn > addDays(today, dueSoonDays)) return false;
  if (overdue) enrollment.overdueStatedOn = today;
  else enrollment.dueSoonStatedOn = today;
  await tx.save(enrollment);
  const type = overdue ? facts.enrollmentOverdue : facts.enrollmentDueSoon;
  tx.record(type, enrollment, { userId, courseId, partnerId, dueOn });
  return true;
}
