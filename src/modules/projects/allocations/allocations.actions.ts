import { actionsOn } from '../../../shared/domain/action';
import type { Project } from '../projects/project.entity';
import type { Allocation } from './allocation.entity';

/** A person on a project. */
export interface OnAllocation {
  project: Project;
  allocation: Allocation;
}

export const allocationActions = {
  ...actionsOn<Project>()('allocation', 'create'),
  ...actionsOn<OnAllocation>()('allocation', 'extend', 'end'),
};
