import type { ModulePart } from '../../../shared/module';
import { FunnelResolver } from './funnel.resolver';

export const funnel: ModulePart = {
  resolvers: [FunnelResolver],
};
