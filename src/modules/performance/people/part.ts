import type { ModulePart } from '../../../shared/module';
import { ResourcesResolver } from './people.resolver';

export const people: ModulePart = {
  resolvers: [ResourcesResolver],
};
