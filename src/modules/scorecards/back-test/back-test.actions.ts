import { actions } from '../../../shared/domain/action';

export const backTestActions = actions('scorecardBackTest', 'run');
