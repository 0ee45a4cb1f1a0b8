import { actionsOn } from '../../../shared/domain/action';
import type { AssessmentEvaluation } from './evaluation.entity';

/** An evaluation with the ids of its assessors. */
export interface Judged {
  evaluation: Pick<AssessmentEvaluation, 'userId' | 'partnerId'>;
  assessorIds: readonly string[];
}

/** Concluding an evaluation passes or fails it. */
export const evaluationActions = actionsOn<Judged>()(
  'evaluation',
  'schedule',
  'reschedule',
  'score',
  'conclude',
  'pass',
  'fail',
  'cancel',
);
