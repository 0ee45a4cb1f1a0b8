import { actionsOn } from '../../../shared/domain/action';
import type { OnProject } from '../content/sow.actions';
import type { ChangeOrder } from './change-order.entity';

export const changeOrderActions = {
  ...actionsOn<OnProject<null>>()('changeOrder', 'draft'),
  ...actionsOn<OnProject<ChangeOrder>>()(
    'changeOrder',
    'update',
    'discard',
    'submit',
    'withdraw',
    'sendBack',
    'approve',
    'reject',
  ),
};
