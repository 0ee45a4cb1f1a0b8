import type { ModulePart } from '../../../shared/module';
import { ProgressUpdate } from './progress.entity';
import { DeliverableResolver, MilestoneResolver, ScopeItemResolver } from './progress.resolver';

export const progress: ModulePart = {
  entities: [ProgressUpdate],
  resolvers: [DeliverableResolver, ScopeItemResolver, MilestoneResolver],
};
