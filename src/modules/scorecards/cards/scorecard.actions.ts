import { actionsOn } from '../../../shared/domain/action';
import type { Scorecard } from './scorecard.entity';

export const scorecardActions = actionsOn<Scorecard>()('scorecard', 'compute', 'publish');
