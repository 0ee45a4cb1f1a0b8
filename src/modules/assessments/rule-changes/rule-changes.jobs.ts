import { randomUUID } from 'node:crypto';
import { column, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { system } from '../../../shared/access/viewer';
import { forEach } from '../../../shared/jobs/for-each';
import type { Job } from '../../../shared/jobs/job';
import { Assessment } from '../assessments/assessment.entity';
import { Attempt } from '../attempts/attempt.entity';
import { AttemptStatus } from '../attempts/attempt.lifecycle';
import { judgeAgain } from '../certifications/certification.service';

/** What follows from changed rules for those who are done, and so do nothing by which they would be judged. */
export const certificationsJudge: Job = {
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
