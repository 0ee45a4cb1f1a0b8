import { actions, actionsOn } from '../../../shared/domain/action';
import type { Project } from './project.entity';
import type { ProjectStaffing } from './staffing.entity';

/** A partner on a project. */
export interface OnStaffing {
  project: Project;
  staffing: ProjectStaffing;
}

export const projectActions = {
  ...actions('project', 'create'),
  ...actionsOn<Project>()(
    'project',
    'staffPartner',
    'setContact',
    'useJointSolution',
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
