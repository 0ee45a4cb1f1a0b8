import type { ModulePart } from '../../../shared/module';
import { SowDifferenceResolver } from './difference.resolver';

export const revisions: ModulePart = {
  resolvers: [SowDifferenceResolver],
};
