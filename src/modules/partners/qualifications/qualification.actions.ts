import { actionsOn } from '../../../shared/domain/action';
import type { Partner } from '../firms/partner.entity';
import type { Qualification } from './qualification.entity';

export const qualificationActions = {
  ...actionsOn<Partner>()('qualification', 'open'),
  ...actionsOn<Qualification>()(
    'qualification',
    'advance',
    'revoke',
    'lapse',
    'resumeAssisted',
    'resumeIndependent',
    'startOver',
  ),
};
