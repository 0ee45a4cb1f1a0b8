import type { ModulePart } from '../../../shared/module';
import { Attribution } from './attribution.entity';
import * as attributionFacts from './attribution.facts';
import { inbox } from './attribution.inbox';
import { policy } from './attribution.policy';
import { relations } from './attribution.relations';
import { AttributionResolver, PartnerAttributionResolver } from './attribution.resolver';

export const attribution: ModulePart = {
  entities: [Attribution],
  resolvers: [AttributionResolver, PartnerAttributionResolver],
  policies: [policy],
  relations,
  inbox,
  facts: Object.values(attributionFacts),
};
