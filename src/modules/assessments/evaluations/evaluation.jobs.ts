import { and, column, sql } from '../../../shared/database/sql';
import type { Job } from '../../../shared/jobs/job';
import { dutyJob, stored } from '../duty';
import { AssessmentEvaluation } from './evaluation.entity';
import { EvaluationStatus, scoringDays } from './evaluation.lifecycle';
import { remindAssessors } from './evaluation.service';

export const jobs: Job[] = [
  dutyJob({
    name: 'assessorsRemind',
    description: `Records once for each evaluation that levels are missing ${scoringDays} days after its time.`,
    record: AssessmentEvaluation,
    due: (database) => {
      const limit = new Date(database.clock.now().getTime() - scoringDays * 86_400_000);
      return and([
        sql`${column<AssessmentEvaluation>('status')} = ${EvaluationStatus.SCHEDULED}`,
        sql`${column<AssessmentEvaluation>('scheduledAt')} < ${stored(database, AssessmentEvaluation, 'scheduledAt', limit)}`,
        sql`${column<AssessmentEvaluation>('overdueStated')} = 0`,
        sql`EXISTS (SELECT 1 FROM evaluation_assessor AS missing WHERE missing.evaluationId = ${column<AssessmentEvaluation>('id')}
            AND missing.releasedAt IS NULL AND missing.levels IS NULL)`,
      ]);
    },
    work: remindAssessors,
  }),
];
