import { actions, actionsOn } from '../../../shared/domain/action';
import type { ScorecardDefinition } from './definition.entity';

export const scorecardDefinitionActions = {
  ...actions('scorecardDefinition', 'draft'),
  ...actionsOn<ScorecardDefinition>()('scorecardDefinition', 'update', 'discard', 'publish', 'publishCards'),
};
