import { actions, actionsOn } from '../../../shared/domain/action';
import type { Partner } from './partner.entity';

export const partnerActions = {
  ...actions('partner', 'apply'),
  ...actionsOn<Partner>()(
    'partner',
    'startOnboarding',
    'reject',
    'admit',
    'suspend',
    'reinstate',
    'terminate',
    'update',
    'updateFirm',
  ),
};

export const memberActions = actionsOn<Partner>()('member', 'invite');

export const partnerFigureActions = actionsOn<Partner>()('partnerFigure', 'report');
