import { Lifecycle } from '../../../shared/domain/lifecycle';
import { appealActions } from './appeal.actions';

export enum AppealStatus {
  OPEN = 'OPEN',
  UPHELD = 'UPHELD',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
}

export type AppealAction = (typeof appealActions)['update' | 'withdraw' | 'uphold' | 'reject'];

export interface AppealConditions {
  /** Was the entry reversed since, for another reason? */
  reversed: boolean;
}

const { OPEN, UPHELD, REJECTED, WITHDRAWN } = AppealStatus;

const settled = {
  code: 'already-reversed',
  message: 'The entry was reversed meanwhile: reject the appeal as settled.',
};

export const appealLifecycle = new Lifecycle<AppealStatus, AppealAction, AppealConditions>(
  'Appeal',
  Object.values(AppealStatus),
  OPEN,
  [
    { from: OPEN, action: appealActions.update, to: OPEN },
    { from: OPEN, action: appealActions.withdraw, to: WITHDRAWN },
    {
      from: OPEN,
      action: appealActions.uphold,
      to: UPHELD,
      guard: ({ reversed }) => (reversed ? [settled] : []),
    },
    { from: OPEN, action: appealActions.reject, to: REJECTED },
  ],
);
