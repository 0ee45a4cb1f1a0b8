import { Lifecycle } from '../../../shared/domain/lifecycle';
import { riskActions } from './registers.actions';

export enum RiskStatus {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
}

export type RiskAction = (typeof riskActions)['update' | 'close'];

export const riskLifecycle = new Lifecycle<RiskStatus, RiskAction>('Risk', Object.values(RiskStatus), RiskStatus.OPEN, [
  { from: RiskStatus.OPEN, action: riskActions.update, to: RiskStatus.OPEN },
  { from: RiskStatus.OPEN, action: riskActions.close, to: RiskStatus.CLOSED },
]);
