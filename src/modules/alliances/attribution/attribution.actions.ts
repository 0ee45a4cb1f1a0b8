import { actionsOn } from '../../../shared/domain/action';
import type { Attribution } from './attribution.entity';

export const attributionActions = {
  ...actionsOn<Pick<Attribution, 'partnerId'>>()('attribution', 'propose'),
  ...actionsOn<Attribution>()('attribution', 'update', 'withdraw', 'confirm', 'reject', 'reverse'),
};
