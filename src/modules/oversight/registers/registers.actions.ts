import { actionsOn } from '../../../shared/domain/action';
import type { Project } from '../../projects';
import type { Incident } from './incident.entity';
import type { RegisterEntry } from './register.entity';
import type { Requirement } from './requirement.entity';
import type { Risk } from './risk.entity';

/** An entry, null before it exists, and its project. */
export interface InRegister<T extends RegisterEntry | null = RegisterEntry | null> {
  record: T;
  project: Project;
  /** Is the viewer on the project: its manager, allocated to it, or a user of a partner staffed on it? */
  onProject: boolean;
}

export const riskActions = {
  ...actionsOn<InRegister<null>>()('risk', 'raise'),
  ...actionsOn<InRegister<Risk>>()('risk', 'update', 'close'),
};

export const requirementActions = {
  ...actionsOn<InRegister<null>>()('requirement', 'raise'),
  ...actionsOn<InRegister<Requirement>>()('requirement', 'update', 'decide'),
};

export const incidentActions = {
  ...actionsOn<InRegister<null>>()('incident', 'open'),
  ...actionsOn<InRegister<Incident>>()('incident', 'update', 'respond', 'resolve'),
};
