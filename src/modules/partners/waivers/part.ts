import type { ModulePart } from '../../../shared/module';
import { GateWaiver } from './waiver.entity';
import * as waiverFacts from './waiver.facts';
import { policy } from './waiver.policy';
import { relations } from './waiver.relations';
import { WaiverResolver } from './waiver.resolver';

export const waivers: ModulePart = {
  entities: [GateWaiver],
  resolvers: [WaiverResolver],
  policies: [policy],
  relations,
  facts: Object.values(waiverFacts),
};
