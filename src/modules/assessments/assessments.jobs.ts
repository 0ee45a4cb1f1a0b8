import type { Database } from '../../shared/database/database';
import { and, column, sql, type Sql } from '../../shared/database/sql';
import type { Node, StoredClass } from '../../shared/database/record';
import type { Transaction } from '../../shared/database/transaction';
import type { Where } from '../../shared/database/where';
import { addDays } from '../../shared/domain/dates';
import { forEach } from '../../shared/jobs/for-each';
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

function job<T extends Node>({ name, description, record, due, work }: Duty<T>): Job {
  return {
    name,
    description,
    run: (database) =>
      forEach(database, record, { and: [due(database)] } as unknown as Where<T>, async (page, change) => {
        for (const { id } of page) await change(name, (tx) => work(tx, id));
      }),
  };
}

const stored = <T extends Node>(database: Database, record: StoredClass<T>, name: string, value: Date) =>
  database.shapes.of(record).stored(name, value);

export const jobs: Job[] = [
  job({
    name: 'attemptsClose',
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
    name: 'assessorsRemind',
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
    name: 'certificationsRemind',
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
    name: 'certificationsExpire',
    description: 'Notices each certification whose last day is over.',
    record: Certification,
    due: ({ clock }) =>
      and([sql`${column('status')} = ${CertificationStatus.ACTIVE}`, sql`${column('expiresOn')} < ${clock.today()}`]),
    work: expireIfOver,
  }),
];
