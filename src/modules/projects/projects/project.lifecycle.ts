import { Lifecycle } from '../../../shared/domain/lifecycle';
import { projectActions } from './projects.actions';

export enum ProjectStatus {
  PLANNED = 'PLANNED',
  ACTIVE = 'ACTIVE',
  ON_HOLD = 'ON_HOLD',
  ACCEPTANCE = 'ACCEPTANCE',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}

/** The health of a project, assessed by rules over its data. Unlike the status, it does not follow from steps. */
export enum HealthStatus {
  GREEN = 'GREEN',
  AMBER = 'AMBER',
  RED = 'RED',
  UNKNOWN = 'UNKNOWN',
}

export type ProjectAction = (typeof projectActions)[
  'activate' | 'hold' | 'resume' | 'requestAcceptance' | 'returnToWork' | 'close' | 'cancel'];

/** Other modules contribute the blockers of these steps. */
export const projectLifecycle = new Lifecycle<ProjectStatus, ProjectAction>(
  'Project',
  Object.values(ProjectStatus),
  ProjectStatus.PLANNED,
  [
    { from: ProjectStatus.PLANNED, action: projectActions.activate, to: ProjectStatus.ACTIVE },
    { from: ProjectStatus.ACTIVE, action: projectActions.hold, to: ProjectStatus.ON_HOLD },
    { from: ProjectStatus.ON_HOLD, action: projectActions.resume, to: ProjectStatus.ACTIVE },
    { from: ProjectStatus.ACTIVE, action: projectActions.requestAcceptance, to: ProjectStatus.ACCEPTANCE },
    { from: ProjectStatus.ACCEPTANCE, action: projectActions.returnToWork, to: ProjectStatus.ACTIVE },
    {
      from: ProjectStatus.ACCEPTANCE,
      action: projectActions.close,
      to: ProjectStatus.CLOSED,
    },
    {
      from: [ProjectStatus.PLANNED, ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD, ProjectStatus.ACCEPTANCE],
      action: projectActions.cancel,
      to: ProjectStatus.CANCELLED,
    },
  ],
);

export const openStatuses = Object.values(ProjectStatus).filter(isOpen);

/** Can people and partners still be put on the project? */
export function isOpen(status: ProjectStatus): boolean {
  return !projectLifecycle.isFinal(status);
}
