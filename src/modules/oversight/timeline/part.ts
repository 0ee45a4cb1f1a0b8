import type { ModulePart } from '../../../shared/module';
import { TimelineResolver } from './timeline.resolver';

export const timeline: ModulePart = {
  resolvers: [TimelineResolver],
};
