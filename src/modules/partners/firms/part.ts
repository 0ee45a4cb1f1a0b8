import type { ModulePart } from '../../../shared/module';
import { PartnerFigure } from './figure.entity';
import { PartnerTransition } from './partner-transition.entity';
import { Partner, PartnerIndustry } from './partner.entity';
import * as partnerFacts from './partner.facts';
import { inbox } from './partner.inbox';
import { policy } from './partner.policy';
import { relations } from './partner.relations';
import { PartnerResolver } from './partner.resolver';

export const firms: ModulePart = {
  entities: [Partner, PartnerIndustry, PartnerTransition, PartnerFigure],
  resolvers: [PartnerResolver],
  policies: [policy],
  relations,
  inbox,
  facts: Object.values(partnerFacts),
};
