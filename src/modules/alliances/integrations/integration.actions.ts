import { actions, actionsOn } from '../../../shared/domain/action';
import type { Integration } from './integration.entity';

export const integrationActions = {
  ...actions('integration', 'plan'),
  ...actionsOn<Integration>()('integration', 'update', 'recordTest', 'start', 'release', 'retire'),
};
