import type { ModulePart } from '../../../shared/module';
import { Rate } from './rate.entity';
import * as rateFacts from './rates.facts';
import { policy } from './rates.policy';
import { relations } from './rates.relations';
import { RatesResolver } from './rates.resolver';

export const rates: ModulePart = {
  entities: [Rate],
  resolvers: [RatesResolver],
  policies: [policy],
  relations,
  facts: Object.values(rateFacts),
};
