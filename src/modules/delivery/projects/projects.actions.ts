import { actions, actionsOn } from '../../../shared/domain/action';
import type { Allocation } from './allocation.entity';
import type { Project } from './project.entity';
import type { ProjectStaffing } from './staffing.entity';

/** A partner on a project. */
export interface OnStaffing {
  project: Project;
  staffing: ProjectStaffing;
}

/** A person on a project. */
export interface OnAllocation {
  project: Project;
  allocation: Allocation;
}

export const projectActions = {
  ...actions('project', 'create'),
  ...actionsOn<Project>()(
    'project',
    'staffPartner',
    'setContact',
    'update',
    'reassign',
    'activate',
    'hold',
    'resume',
    'requestAcceptance',
    'returnToWork',
    'close',
    'cancel',
  ),
  ...actionsOn<OnStaffing>()('project', 'unstaffPartner'),
};

export const allocationActions = {
  ...actionsOn<Project>()('allocation', 'create'),
  ...actionsOn<OnAllocation>()('allocation', 'extend', 'end'),
};
