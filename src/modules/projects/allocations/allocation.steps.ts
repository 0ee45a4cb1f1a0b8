import type { PlainDate } from '../../../shared/domain/dates';
import type { Blocker, LegalAction } from '../../../shared/domain/lifecycle';
import { isOpen, type ProjectStatus } from '../projects/project.lifecycle';
import { allocationActions } from './allocations.actions';

/* An allocation has no status, only days. It can be extended or shortened while its project can be staffed. */

export type AllocationAction = (typeof allocationActions)['extend' | 'end'];

export interface AllocationConditions {
  project: ProjectStatus;
  startsOn: PlainDate;
  endsOn: PlainDate;
}

const open = ({ project }: AllocationConditions): Blocker[] =>
  isOpen(project) ? [] : [{ code: 'project-ended', message: `The project is ${project}.` }];

const shortenable = ({ startsOn, endsOn }: AllocationConditions): Blocker[] =>
  startsOn < endsOn ? [] : [{ code: 'single-day', message: 'It has only one day: it cannot end earlier.' }];

/** Both steps with their blockers. Rules about the new last day are checked when it is given. */
export function allocationSteps(conditions: AllocationConditions): LegalAction<AllocationAction>[] {
  return [
    { action: allocationActions.extend, blockedBy: open(conditions) },
    { action: allocationActions.end, blockedBy: [...open(conditions), ...shortenable(conditions)] },
  ];
}
