import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { evaluationActions } from './evaluation.actions';

export enum EvaluationStatus {
  SCHEDULED = 'SCHEDULED',
  PASSED = 'PASSED',
  FAILED = 'FAILED',
  CANCELLED = 'CANCELLED',
}

export type EvaluationAction = (typeof evaluationActions)['reschedule' | 'score' | 'pass' | 'fail' | 'cancel'];

export interface EvaluationConditions {
  /** Is its time still in the future? */
  ahead: boolean;
  /** The number of assessors who have given their levels. */
  scored: number;
  /** The names of those who have not. */
  missing: readonly string[];
  /** Is it to be concluded without the missing levels, with a reason? */
  withoutMissing: boolean;
}

const heldAlready = ({ ahead }: EvaluationConditions): Blocker[] =>
  ahead ? [{ code: 'evaluation-ahead', message: 'The evaluation has not taken place yet.' }] : [];

const scoredByAll = (conditions: EvaluationConditions): Blocker[] => {
  const { scored, missing, withoutMissing } = conditions;
  const blockers = heldAlready(conditions);
  if (scored === 0) blockers.push({ code: 'not-scored', message: 'No assessor has given levels yet.' });
  else if (missing.length > 0 && !withoutMissing)
    blockers.push({ code: 'scores-missing', message: `Levels are missing from ${missing.join(', ')}.` });
  return blockers;
};

export const evaluationLifecycle = new Lifecycle<EvaluationStatus, EvaluationAction, EvaluationConditions>(
  'Evaluation',
  Object.values(EvaluationStatus),
  EvaluationStatus.SCHEDULED,
  [
    { from: EvaluationStatus.SCHEDULED, action: evaluationActions.reschedule, to: EvaluationStatus.SCHEDULED },
    {
      from: EvaluationStatus.SCHEDULED,
      action: evaluationActions.score,
      to: EvaluationStatus.SCHEDULED,
      guard: heldAlready,
    },
    {
      from: EvaluationStatus.SCHEDULED,
      action: evaluationActions.pass,
      to: EvaluationStatus.PASSED,
      guard: scoredByAll,
    },
    {
      from: EvaluationStatus.SCHEDULED,
      action: evaluationActions.fail,
      to: EvaluationStatus.FAILED,
      guard: scoredByAll,
    },
    { from: EvaluationStatus.SCHEDULED, action: evaluationActions.cancel, to: EvaluationStatus.CANCELLED },
  ],
);

/** The number of days after which missing levels are late. */
export const scoringDays = 3;
