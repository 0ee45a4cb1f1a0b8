import { actions, actionsOn } from '../../../shared/domain/action';
import type { Payout } from './payout.entity';

export const payoutActions = {
  ...actions('payout', 'prepare'),
  ...actionsOn<Payout>()('payout', 'approve', 'markPaid', 'discard'),
};
