import type { ModulePart } from '../../../shared/module';
import { deliverablesRejectedPercent, milestonesOnTimePercent } from './period.metrics';
import { ProgressUpdate } from './progress.entity';
import { DeliverableResolver, MilestoneResolver, ScopeItemResolver } from './progress.resolver';

export const progress: ModulePart = {
  entities: [ProgressUpdate],
  resolvers: [DeliverableResolver, ScopeItemResolver, MilestoneResolver],
  metrics: [milestonesOnTimePercent, deliverablesRejectedPercent],
};
