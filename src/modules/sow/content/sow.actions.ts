import { actionsOn } from '../../../shared/domain/action';
import type { Project } from '../../projects';
import type { Deliverable, ScopeItem } from './sow-parts.entity';
import type { StatementOfWork } from './sow.entity';

/** A record, null before it exists, and the project whose manager is responsible. */
export interface OnProject<T = unknown> {
  record: T;
  project: Project;
}

/** The steps of a deliverable also depend on whether the viewer is on the project. */
export interface OnDeliverable extends OnProject<Deliverable> {
  allocated: boolean;
}

export const sowActions = {
  ...actionsOn<OnProject<null>>()('sow', 'draft'),
  ...actionsOn<OnProject<StatementOfWork>>()(
    'sow',
    'update',
    'discard',
    'submit',
    'sendBack',
    'approve',
    'sign',
    'close',
    'supersede',
  ),
};

export const progressActions = actionsOn<OnProject<ScopeItem>>()('progress', 'record');

export const deliverableActions = actionsOn<OnDeliverable>()('deliverable', 'submit', 'accept', 'reject', 'withdraw');
