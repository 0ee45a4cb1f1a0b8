import { randomUUID } from 'node:crypto';
import { system } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import { and, column, sql, type Sql } from '../../shared/database/sql';
import type { Node, StoredClass } from '../../shared/database/record';
import type { Transaction } from '../../shared/database/transaction';
import { addDays } from '../../shared/domain/dates';
import type { Job } from '../../shared/jobs/job';
import { closeIfOverdue } from './attempt.closing';
import { Attempt } from './attempt.entity';
import { AttemptStatus } from './attempt.lifecycle';
import { Certification } from './certification.entity';
import { reminderDays } from './certification.formula';
import { CertificationStatus } from './certification.lifecycle';
import { expireIfOver, remindOfExpiry } from './certification.service';
import { AssessmentEvaluation } from './evaluation.entity';
import { EvaluationStatus, scoringDays } from './evaluation.lifecycle';
import { remindAssessors } from './evaluation.service';

interface Duty<T extends Node> {
  name: string;
  description: string;
  record: StoredClass<T>;
  /** What may be due, by an index; the work looks again, as somebody else may have been faster. */
  due(database: Database): Sql;
  /** Answers whether there was anything to do. */
  work(tx: Transaction, id: string): Promise<boolean>;
}

/** Does the work on one record after the other; those that fail are told of when all others are done. */
function job<T extends Node>({ name, description, record, due, work }: Duty<T>): Job {
  return {
    name,
    description,
    async run(database) {
      const reader = database.reader(system);
      const table = database.shapes.of(record).table;
      const rows = await reader.rows<{ id: string }>(
        sql`SELECT id FROM ${table} AS t WHERE ${due(database)} ORDER BY id`,
      );
      const failures: unknown[] = [];
      let changed = 0;
      for (const { id } of rows) {
        const command = { viewer: system, action: name, requestId: randomUUID() };
        try {
          if (await database.transaction(command, (tx) => work(tx, id))) changed += 1;
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${rows.length} failed.`);
      return changed;
    },
  };
}

const stored = <T extends Node>(database: Database, record: StoredClass<T>, name: string, value: Date) =>
  database.shapes.of(record).stored(name, value);

export const jobs: Job[] = [
  job({
    name: 'assessments.closeAttempts',
    description: 'Closes each exam whose time is over with what was answered.',
    record: Attempt,
    due: (database) =>
      and([
        sql`${column('status')} = ${AttemptStatus.OPEN}`,
        sql`${column('dueAt')} < ${stored(database, Attempt, 'dueAt', database.clock.now())}`,
      ]),
    work: closeIfOverdue,
  }),
  job({
    name: 'assessments.remindAssessors',
    description: `States once for each evaluation that levels are missing ${scoringDays} days after its moment.`,
    record: AssessmentEvaluation,
    due: (database) => {
      const limit = new Date(database.clock.now().getTime() - scoringDays * 86_400_000);
      return and([
        sql`${column('status')} = ${EvaluationStatus.SCHEDULED}`,
        sql`${column('scheduledAt')} < ${stored(database, AssessmentEvaluation, 'scheduledAt', limit)}`,
        sql`${column('overdueStated')} = 0`,
        sql`EXISTS (SELECT 1 FROM evaluation_assessor AS missing WHERE missing.evaluationId = ${column('id')}
            AND missing.releasedAt IS NULL AND missing.levels IS NULL)`,
      ]);
    },
    work: remindAssessors,
  }),
  job({
    name: 'assessments.remindOfExpiry',
    description: `States for each certification ${reminderDays.join(', ')} days before its last that it ends, once each.`,
    record: Certification,
    due: ({ clock }) => {
      const last = addDays(clock.today(), Math.max(...reminderDays));
      return and([
        sql`${column('status')} = ${CertificationStatus.ACTIVE}`,
        sql`${column('expiresOn')} BETWEEN ${clock.today()} AND ${last}`,
      ]);
    },
    work: remindOfExpiry,
  }),
  job({
    name: 'assessments.expireCertifications',
    description: 'Notices each certification whose last day is over.',
    record: Certification,
    due: ({ clock }) =>
      and([sql`${column('status')} = ${CertificationStatus.ACTIVE}`, sql`${column('expiresOn')} < ${clock.today()}`]),
    work: expireIfOver,
  }),
];
