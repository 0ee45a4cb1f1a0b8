import { actions, actionsOn } from '../../../shared/domain/action';
import type { Programme } from './programme.entity';

export const programmeActions = {
  ...actions('programme', 'draft'),
  ...actionsOn<Programme>()('programme', 'update', 'discard', 'publish'),
};
