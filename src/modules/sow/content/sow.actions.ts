import { actionsOn } from '../../../shared/domain/action';
import type { Project } from '../../projects';
import type { Deliverable, ScopeItem } from './sow-parts.entity';
import type { StatementOfWork } from './sow.entity';

/** A record, null before there is one, and the project that decides who manages it. */
export interface OnProject<T = unknown> {
  record: T;
  project: Project;
}

/** A step of a deliverable also depends on whether the viewer is one of the people on the project. */
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
