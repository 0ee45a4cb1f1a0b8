import { actions, actionsOn } from '../../../shared/domain/action';
import type { User } from '../../identity';
import type { Project } from '../../projects';
import type { TimeImportMapping } from './import-mapping.entity';

/** The person and the project that a line is for. */
export interface TimeOfSomebody {
  user: Pick<User, 'id' | 'partnerId'>;
  project: Project;
}

export const timeImportActions = actions('timeImport', 'start', 'finish', 'refuse', 'fail');

export const timeImportMappingActions = {
  ...actions('timeImportMapping', 'save'),
  ...actionsOn<TimeImportMapping>()('timeImportMapping', 'update', 'discard'),
};

/** The actions that the policy checks for each line. */
export const importedTimeActions = actionsOn<TimeOfSomebody>()('timeEntry', 'import');
