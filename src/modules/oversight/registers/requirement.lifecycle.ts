import { Lifecycle } from '../../../shared/domain/lifecycle';
import { requirementActions } from './registers.actions';

export enum RequirementStatus {
  OPEN = 'OPEN',
  DECIDED = 'DECIDED',
}

export type RequirementAction = (typeof requirementActions)['update' | 'decide'];

export const requirementLifecycle = new Lifecycle<RequirementStatus, RequirementAction>(
  'Requirement',
  Object.values(RequirementStatus),
  RequirementStatus.OPEN,
  [
    { from: RequirementStatus.OPEN, action: requirementActions.update, to: RequirementStatus.OPEN },
    { from: RequirementStatus.OPEN, action: requirementActions.decide, to: RequirementStatus.DECIDED },
  ],
);
