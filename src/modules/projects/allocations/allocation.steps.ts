import type { PlainDate } from '../../../shared/domain/dates';
import type { Blocker, LegalAction } from '../../../shared/domain/lifecycle';
import { isOpen, type ProjectStatus } from '../projects/project.lifecycle';
import { allocationActions } from './allocations.actions';

/*
 * An allocation has no states but its days. It is made longer or shorter for as long as its project can still be staffed.
 */

export type AllocationAction = (typeof allocationActions)['extend' | 'end'];

export interface AllocationConditions {
  project: ProjectStatus;
  startsOn: PlainDate;
  endsOn: PlainDate;
}

const open = ({ project }: AllocationConditions): Blocker[] =>
  isOpen(project) ? [] : [{ code: 'project-ended', message: `The project is ${project}.` }];

const shortenable = ({ startsOn, endsOn }: AllocationConditions): Blocker[] =>
  startsOn < endsOn ? [] : [{ code: 'single-day', message: 'It has a single day and cannot end before it.' }];

/** Both steps, each with what is in the way. What depends on the new last day is looked at when it is named. */
export function allocationSteps(conditions: AllocationConditions): LegalAction<AllocationAction>[] {
  return [
    { action: allocationActions.extend, blockedBy: open(conditions) },
    { action: allocationActions.end, blockedBy: [...open(conditions), ...shortenable(conditions)] },
  ];
}
