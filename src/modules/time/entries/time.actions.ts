import { actionsOn } from '../../../shared/domain/action';
import type { Allocation, Project } from '../../projects';
import type { TimeEntry } from './time-entry.entity';

/** A time entry, and the project whose manager decides on it. */
export interface TimeOnProject {
  entry: TimeEntry;
  project: Project;
}

export const timeEntryActions = {
  ...actionsOn<Allocation>()('timeEntry', 'record'),
  ...actionsOn<TimeOnProject>()(
    'timeEntry',
    'update',
    'discard',
    'submit',
    'withdraw',
    'approve',
    'reject',
    'reopen',
    'correct',
    'reverse',
  ),
};
