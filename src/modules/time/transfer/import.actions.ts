import { actions, actionsOn } from '../../../shared/domain/action';
import type { User } from '../../identity';
import type { Project } from '../../projects';
import type { TimeImportMapping } from './import-mapping.entity';

/** Whose time a line is, and for which project. */
export interface TimeOfSomebody {
  user: Pick<User, 'id' | 'partnerId'>;
  project: Project;
}

export const timeImportActions = actions('timeImport', 'start', 'finish', 'refuse', 'fail');

export const timeImportMappingActions = {
  ...actions('timeImportMapping', 'save'),
  ...actionsOn<TimeImportMapping>()('timeImportMapping', 'update', 'discard'),
};

/** What is asked of each line. */
export const importedTimeActions = actionsOn<TimeOfSomebody>()('timeEntry', 'import');
