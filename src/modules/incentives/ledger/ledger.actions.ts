import { actionsOn } from '../../../shared/domain/action';
import type { Partner } from '../../partners';
import type { IncentiveEntry } from './incentive-entry.entity';

export const incentiveActions = {
  ...actionsOn<Partner>()('incentive', 'post'),
  ...actionsOn<IncentiveEntry>()('incentive', 'reverse', 'release'),
};
