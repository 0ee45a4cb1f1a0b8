import { randomUUID } from 'node:crypto';
import type { Database } from '../../shared/database/database';
import { and, column, sql, type Sql } from '../../shared/database/sql';
import type { Node, StoredClass } from '../../shared/database/record';
import type { Transaction } from '../../shared/database/transaction';
import type { Where } from '../../shared/database/where';
import { addDays } from '../../shared/domain/dates';
import { system } from '../../shared/access/viewer';
import { forEach } from '../../shared/jobs/for-each';
import type { Job } from '../../shared/jobs/job';
import { Assessment } from './assessment.entity';
import { closeIfOverdue } from './attempt.closing';
import { Attempt } from './attempt.entity';
import { AttemptStatus } from './attempt.lifecycle';
import { Certification } from './certification.entity';
import { reminderDays } from './certification.formula';
import { CertificationStatus } from './certification.lifecycle';
import { expireIfOver, judgeAgain, remindOfExpiry } from './certification.service';
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

/** What follows from changed rules for those who are done, and so do nothing by which they would be judged. */
const certificationsJudge: Job = {
  name: 'certificationsJudge',
  description:
    'Judges those again who have passed an assessment of an offering of which one was published or retired: certifies who has passed all that is still asked, and prolongs what would end by what is asked no longer.',
  async run(database) {
    const unjudged = await database
      .reader(system)
      .list(Assessment, { and: [sql`${column('unjudgedSince')} IS NOT NULL`] }, [{ column: 'unjudgedSince' }]);
    let changed = 0;
    for (const offeringId of new Set(unjudged.map((each) => each.offeringId))) {
      const changes = unjudged.filter((each) => each.offeringId === offeringId);
      const where = { offeringId, status: AttemptStatus.PASSED };
      changed += await forEach(database, Attempt, where, async (page, change) => {
        for (const { userId } of page) {
          await change('certificationsJudge', (tx) => judgeAgain(tx, userId, offeringId, changes[0]!.unjudgedSince!));
        }
      });
      // Only when everybody was judged: a run that fails or is killed begins again.
      const command = { viewer: system, action: 'certificationsJudge', requestId: randomUUID() };
      await database.transaction(command, (tx) => noteJudged(tx, changes));
    }
    return changed;
  },
};

/** One whose rules have changed again in the meantime stays for the next run. */
async function noteJudged(tx: Transaction, changes: readonly Assessment[]): Promise<void> {
  for (const { id, unjudgedSince } of changes) {
    const assessment = await tx.load(Assessment, id);
    if (assessment.unjudgedSince?.getTime() !== unjudgedSince!.getTime()) continue;
    assessment.unjudgedSince = null;
    await tx.save(assessment);
  }
}

/** In this order: nobody is reminded of an end, or expired, that the rules of today do not make. */
export const jobs: Job[] = [
  certificationsJudge,
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
