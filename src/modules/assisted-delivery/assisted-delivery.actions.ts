import { actions, actionsOn } from '../../shared/domain/action';
import type { Project } from '../projects';
import type { AssistedDelivery } from './assisted-delivery.entity';
import type { Evaluation } from './evaluation.entity';

/** The delivery, if it exists already, and its project, whose manager answers for it. */
export interface OnProject {
  delivery: AssistedDelivery | null;
  project: Project | null;
}

/** Concluding a delivery passes or fails it. */
export const assistedDeliveryActions = {
  ...actionsOn<OnProject>()(
    'assistedDelivery',
    'plan',
    'start',
    'evaluate',
    'extend',
    'reassign',
    'conclude',
    'pass',
    'fail',
    'void',
  ),
  ...actionsOn<Evaluation>()('assistedDelivery', 'comment'),
};

export const mentorLoadActions = actions('mentorLoad', 'show');

export const partnerMatchesActions = actions('partnerMatches', 'show');
