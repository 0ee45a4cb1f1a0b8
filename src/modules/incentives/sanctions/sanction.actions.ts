import { actionsOn } from '../../../shared/domain/action';
import type { Partner } from '../../partners';
import type { CorrectiveAction } from './corrective-action.entity';
import type { Sanction } from './sanction.entity';

export const sanctionActions = {
  ...actionsOn<Partner>()('sanction', 'propose'),
  // The system takes the last two: by the calendar, and when an appeal is upheld.
  ...actionsOn<Sanction>()('sanction', 'update', 'answer', 'withdraw', 'impose', 'clear', 'expire', 'overturn'),
};

/** An action of the corrective plan of a sanction. */
export interface OnPlan {
  sanction: Sanction;
  action: CorrectiveAction;
}

export const correctiveActionActions = {
  ...actionsOn<Sanction>()('correctiveAction', 'add'),
  ...actionsOn<OnPlan>()('correctiveAction', 'update', 'complete', 'confirm', 'sendBack', 'drop'),
};
