import { actionsOn } from '../../../shared/domain/action';
import type { OnProject } from '../content/sow.actions';
import type { AcceptanceRequest } from './acceptance-request.entity';

export const acceptanceRequestActions = {
  ...actionsOn<OnProject<null>>()('acceptanceRequest', 'create'),
  ...actionsOn<OnProject<AcceptanceRequest>>()('acceptanceRequest', 'use', 'revoke', 'expire'),
};
