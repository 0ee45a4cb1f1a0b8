import { Lifecycle, type Blocker } from '../../../shared/domain/lifecycle';
import { projectActions } from './projects.actions';

export enum ProjectStatus {
  PLANNED = 'PLANNED',
  ACTIVE = 'ACTIVE',
  ON_HOLD = 'ON_HOLD',
  ACCEPTANCE = 'ACCEPTANCE',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}

export type ProjectAction = (typeof projectActions)[
  'activate' | 'hold' | 'resume' | 'requestAcceptance' | 'returnToWork' | 'close' | 'cancel'];

/** What the guards look at. */
export interface ProjectFacts {
  /** Is there a signed statement of work? */
  signed: boolean;
  /** The names of the deliverables in scope that are not accepted. */
  deliverablesOpen: readonly string[];
  /** What must be decided on before it is closed, in words; asked of no other step. */
  undecided: readonly string[];
}

const signed = ({ signed: isSigned }: ProjectFacts): Blocker[] =>
  isSigned ? [] : [{ code: 'sow-not-signed', message: 'The project has no signed statement of work.' }];

const accepted = ({ deliverablesOpen }: ProjectFacts): Blocker[] =>
  deliverablesOpen.map((name) => ({ code: 'deliverable-open', message: `The deliverable ${name} is not accepted.` }));

const decided = ({ undecided }: ProjectFacts): Blocker[] =>
  undecided.map((message) => ({ code: 'undecided', message }));

export const projectLifecycle = new Lifecycle<ProjectStatus, ProjectAction, ProjectFacts>(
  'Project',
  Object.values(ProjectStatus),
  ProjectStatus.PLANNED,
  [
    { from: ProjectStatus.PLANNED, action: projectActions.activate, to: ProjectStatus.ACTIVE, guard: signed },
    { from: ProjectStatus.ACTIVE, action: projectActions.hold, to: ProjectStatus.ON_HOLD },
    { from: ProjectStatus.ON_HOLD, action: projectActions.resume, to: ProjectStatus.ACTIVE },
    { from: ProjectStatus.ACTIVE, action: projectActions.requestAcceptance, to: ProjectStatus.ACCEPTANCE },
    { from: ProjectStatus.ACCEPTANCE, action: projectActions.returnToWork, to: ProjectStatus.ACTIVE },
    {
      from: ProjectStatus.ACCEPTANCE,
      action: projectActions.close,
      to: ProjectStatus.CLOSED,
      guard: (facts) => [...signed(facts), ...accepted(facts), ...decided(facts)],
    },
    {
      from: [ProjectStatus.PLANNED, ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD, ProjectStatus.ACCEPTANCE],
      action: projectActions.cancel,
      to: ProjectStatus.CANCELLED,
    },
  ],
);

export const openStatuses = Object.values(ProjectStatus).filter(isOpen);

/** Is the project one that people and partners can still be put on? */
export function isOpen(status: ProjectStatus): boolean {
  return !projectLifecycle.isFinal(status);
}
