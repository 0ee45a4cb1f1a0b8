import { actions, actionsOn } from '../../../shared/domain/action';
import type { Assessment } from './assessment.entity';

export const assessmentActions = {
  ...actions('assessment', 'draft'),
  ...actionsOn<Assessment>()('assessment', 'update', 'publish', 'discard', 'supersede', 'retire'),
};
