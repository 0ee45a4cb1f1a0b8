import { actionsOn } from '../../../shared/domain/action';
import type { CoSell } from './co-sell.entity';

/** The parties of a co-sell before it exists. */
export type CoSellParties = Pick<CoSell, 'partnerId'>;

export const coSellActions = {
  ...actionsOn<CoSellParties>()('coSell', 'draft'),
  ...actionsOn<CoSell>()(
    'coSell',
    'update',
    'discard',
    'submit',
    'withdraw',
    'startReview',
    'requireAction',
    'approve',
    'reject',
  ),
};
