import { actions, actionsOn } from '../../../shared/domain/action';
import type { IncentiveScheme } from './scheme.entity';

export const schemeActions = {
  ...actions('incentiveScheme', 'draft'),
  ...actionsOn<IncentiveScheme>()('incentiveScheme', 'update', 'discard', 'publish'),
};
