import { actionsOn } from '../../../shared/domain/action';
import type { Alliance } from '../alliances/alliance.entity';
import type { JointSolution } from './joint-solution.entity';

export const jointSolutionActions = {
  ...actionsOn<Alliance>()('jointSolution', 'draft'),
  ...actionsOn<JointSolution>()('jointSolution', 'update', 'discard', 'offer', 'withdraw'),
};
