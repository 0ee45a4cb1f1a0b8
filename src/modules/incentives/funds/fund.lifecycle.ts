import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { marketingFundActions } from './fund.actions';

export enum MarketingFundStatus {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
  EXPIRED = 'EXPIRED',
}

export type MarketingFundAction = (typeof marketingFundActions)['update' | 'close' | 'reopen' | 'expire'];

export interface MarketingFundConditions {
  /** The number of its requests that are submitted or approved. */
  openRequests: number;
}

const { OPEN, CLOSED, EXPIRED } = MarketingFundStatus;

const nothingOpen = ({ openRequests }: MarketingFundConditions): Blocker[] =>
  openRequests === 0
    ? []
    : [
        {
          code: 'requests-open',
          message: `Requests that are submitted or approved: ${openRequests}. Decide on them, and release the approved ones, before you close the fund.`,
        },
      ];

export const marketingFundLifecycle = new Lifecycle<MarketingFundStatus, MarketingFundAction, MarketingFundConditions>(
  'Marketing fund',
  Object.values(MarketingFundStatus),
  OPEN,
  [
    { from: OPEN, action: marketingFundActions.update, to: OPEN },
    { from: OPEN, action: marketingFundActions.close, to: CLOSED, guard: nothingOpen },
    { from: OPEN, action: marketingFundActions.expire, to: EXPIRED },
    { from: [CLOSED, EXPIRED], action: marketingFundActions.reopen, to: OPEN },
  ],
);
