import type { ModulePart } from '../../../shared/module';
import { IncentiveScheme } from './scheme.entity';
import * as schemeFacts from './scheme.facts';
import { policy } from './scheme.policy';
import { relations } from './scheme.relations';
import { SchemeResolver } from './scheme.resolver';

export const schemes: ModulePart = {
  entities: [IncentiveScheme],
  resolvers: [SchemeResolver],
  policies: [policy],
  relations,
  facts: Object.values(schemeFacts),
};
