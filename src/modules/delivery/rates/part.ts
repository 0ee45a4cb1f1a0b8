import type { ModulePart } from '../../../shared/module';
import { Rate } from './rate.entity';
import * as rateFacts from './rates.facts';
import './rates.policy';
import './rates.relations';
import { RatesResolver } from './rates.resolver';

export const rates: ModulePart = {
  entities: [Rate],
  resolvers: [RatesResolver],
  facts: Object.values(rateFacts),
};
