import { Lifecycle } from '../../../shared/domain/lifecycle';

export enum RequirementStatus {
  OPEN = 'OPEN',
  DECIDED = 'DECIDED',
}

export type RequirementAction = 'update' | 'decide';

export const requirementLifecycle = new Lifecycle<RequirementStatus, RequirementAction>(
  'Requirement',
  Object.values(RequirementStatus),
  RequirementStatus.OPEN,
  [
    { from: RequirementStatus.OPEN, action: 'update', to: RequirementStatus.OPEN },
    { from: RequirementStatus.OPEN, action: 'decide', to: RequirementStatus.DECIDED },
  ],
);
