import { actions } from '../../../shared/domain/action';

export const trialActions = actions('incentiveTrial', 'start', 'finish', 'fail');
