import { Lifecycle } from '../../../shared/domain/lifecycle';
import { trialActions } from './trial.actions';

export enum IncentiveTrialStatus {
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  FAILED = 'FAILED',
}

export type TrialAction = (typeof trialActions)['finish' | 'fail'];

/** The system takes every step: users start trials, and the outcome follows. */
export const trialLifecycle = new Lifecycle<IncentiveTrialStatus, TrialAction>(
  'IncentiveTrial',
  Object.values(IncentiveTrialStatus),
  IncentiveTrialStatus.RUNNING,
  [
    { from: IncentiveTrialStatus.RUNNING, action: trialActions.finish, to: IncentiveTrialStatus.DONE },
    { from: IncentiveTrialStatus.RUNNING, action: trialActions.fail, to: IncentiveTrialStatus.FAILED },
  ],
);
