import { actions, actionsOn } from '../../../shared/domain/action';
import type { Project } from './project.entity';

export const projectActions = {
  ...actions('project', 'create'),
  ...actionsOn<Project>()(
    'project',
    'staffPartner',
    'unstaffPartner',
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
};

export const allocationActions = actionsOn<Project>()('allocation', 'create', 'extend', 'end');
