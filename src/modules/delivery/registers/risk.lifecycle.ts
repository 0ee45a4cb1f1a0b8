import { Lifecycle } from '../../../shared/domain/lifecycle';

export enum RiskStatus {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
}

export type RiskAction = 'update' | 'close';

export const riskLifecycle = new Lifecycle<RiskStatus, RiskAction>('Risk', Object.values(RiskStatus), RiskStatus.OPEN, [
  { from: RiskStatus.OPEN, action: 'update', to: RiskStatus.OPEN },
  { from: RiskStatus.OPEN, action: 'close', to: RiskStatus.CLOSED },
]);
