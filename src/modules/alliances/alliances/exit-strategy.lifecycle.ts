import { Lifecycle } from '../../../shared/domain/lifecycle';
import { exitObligationActions, exitStrategyActions } from './alliance.actions';

export enum ExitStrategyStatus {
  DRAFT = 'DRAFT',
  AGREED = 'AGREED',
  SUPERSEDED = 'SUPERSEDED',
  DISCARDED = 'DISCARDED',
}

export type ExitStrategyAction = (typeof exitStrategyActions)['update' | 'discard' | 'agree' | 'supersede'];

const { DRAFT, AGREED, SUPERSEDED, DISCARDED } = ExitStrategyStatus;

export const exitStrategyLifecycle = new Lifecycle<ExitStrategyStatus, ExitStrategyAction>(
  'ExitStrategy',
  Object.values(ExitStrategyStatus),
  DRAFT,
  [
    { from: DRAFT, action: exitStrategyActions.update, to: DRAFT },
    { from: DRAFT, action: exitStrategyActions.discard, to: DISCARDED },
    { from: DRAFT, action: exitStrategyActions.agree, to: AGREED },
    { from: AGREED, action: exitStrategyActions.supersede, to: SUPERSEDED },
  ],
);

export enum ExitObligationStatus {
  OPEN = 'OPEN',
  DONE = 'DONE',
}

export type ExitObligationAction = (typeof exitObligationActions)['complete' | 'reopen'];

export const exitObligationLifecycle = new Lifecycle<ExitObligationStatus, ExitObligationAction>(
  'ExitObligation',
  Object.values(ExitObligationStatus),
  ExitObligationStatus.OPEN,
  [
    { from: ExitObligationStatus.OPEN, action: exitObligationActions.complete, to: ExitObligationStatus.DONE },
    { from: ExitObligationStatus.DONE, action: exitObligationActions.reopen, to: ExitObligationStatus.OPEN },
  ],
);
