import { actionsOn } from '../../../shared/domain/action';
import type { Assessment } from '../assessments/assessment.entity';
import type { Attempt } from './attempt.entity';

/** Submitting an attempt passes or fails it. */
export const attemptActions = {
  ...actionsOn<Assessment>()('attempt', 'start'),
  ...actionsOn<Attempt>()('attempt', 'answer', 'submit', 'pass', 'fail'),
};
