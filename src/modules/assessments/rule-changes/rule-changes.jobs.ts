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

/** Applies changed rules to people who have passed everything, and so take no step that would apply them. */
export const certificationsJudge: Job = {
  name: 'certificationsJudge',
  description:
    'Judges earlier passes again when an assessment of the offering was published or retired: certifies people who now meet all requirements, and extends certifications that no longer depend on a retired assessment.',
  async run(database) {
    const unjudged = await database
      .reader(system)
      .list(Assessment, { and: [sql`${column<Assessment>('unjudgedSince')} IS NOT NULL`] }, [
        { column: 'unjudgedSince' },
      ]);
    let changed = 0;
    for (const offeringId of new Set(unjudged.map((each) => each.offeringId))) {
      const changes = unjudged.filter((each) => each.offeringId === offeringId);
      const where = { offeringId, status: AttemptStatus.PASSED };
      changed += await forEach(database, Attempt, where, async (page, change) => {
        for (const { userId } of page) {
          await change('certificationsJudge', (tx) => judgeAgain(tx, userId, offeringId, changes[0]!.unjudgedSince!));
        }
      });
      // Only once everyone was judged, so that a run that fails or is killed starts over.
      const command = { viewer: system, action: 'certificationsJudge', requestId: randomUUID() };
      await database.transaction(command, (tx) => noteJudged(tx, changes));
    }
    return changed;
  },
};

/** A change made in the meantime stays for the next run. */
async function noteJudged(tx: Transaction, changes: readonly Assessment[]): Promise<void> {
  for (const { id, unjudgedSince } of changes) {
    const assessment = await tx.load(Assessment, id);
    if (assessment.unjudgedSince?.getTime() !== unjudgedSince!.getTime()) continue;
    assessment.unjudgedSince = null;
    await tx.save(assessment);
  }
}
