import type { ModulePart } from '../../../shared/module';
import { CoSell } from './co-sell.entity';
import * as coSellFacts from './co-sell.facts';
import { inbox } from './co-sell.inbox';
import { policy } from './co-sell.policy';
import { relations } from './co-sell.relations';
import { CoSellResolver } from './co-sell.resolver';

export const coSell: ModulePart = {
  entities: [CoSell],
  resolvers: [CoSellResolver],
  policies: [policy],
  relations,
  inbox,
  facts: Object.values(coSellFacts),
};
