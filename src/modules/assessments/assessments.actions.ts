import { actions, actionsOn } from '../../shared/domain/action';
import type { Assessment } from './assessment.entity';
import type { Attempt } from './attempt.entity';
import type { Certification } from './certification.entity';
import type { AssessmentEvaluation } from './evaluation.entity';

/** An evaluation with the ids of those who assess in it. */
export interface Judged {
  evaluation: Pick<AssessmentEvaluation, 'userId' | 'partnerId'>;
  assessorIds: readonly string[];
}

export const assessmentActions = {
  ...actions('assessment', 'draft'),
  ...actionsOn<Assessment>()('assessment', 'update', 'publish', 'discard', 'supersede', 'retire'),
};

/** Submitting an attempt passes or fails it. */
export const attemptActions = {
  ...actionsOn<Assessment>()('attempt', 'start'),
  ...actionsOn<Attempt>()('attempt', 'answer', 'submit', 'pass', 'fail'),
};

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

export const certificationActions = actionsOn<Certification>()('certification', 'revoke', 'expire', 'renewOpen');
