import type { ModulePart } from '../../../shared/module';
import { Programme } from './programme.entity';
import * as programmeFacts from './programme.facts';
import { metrics } from './programme.metrics';
import { policy } from './programme.policy';
import { relations } from './programme.relations';
import { ProgrammeResolver } from './programme.resolver';

export const programmes: ModulePart = {
  entities: [Programme],
  resolvers: [ProgrammeResolver],
  policies: [policy],
  relations,
  metrics,
  facts: Object.values(programmeFacts),
};
