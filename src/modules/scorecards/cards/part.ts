import type { ModulePart } from '../../../shared/module';
import { Scorecard } from './scorecard.entity';
import * as facts from './scorecard.facts';
import { filters } from './scorecard.filter';
import { inbox } from './scorecard.inbox';
import { jobs } from './scorecard.jobs';
import { policy } from './scorecard.policy';
import { relations } from './scorecard.relations';
import { PartnerStandingResolver, ScorecardDefinitionCardsResolver, ScorecardResolver } from './scorecard.resolver';
import { scorecardOverall, staffingConcernsByStanding } from './standing.reader';

export const cards: ModulePart = {
  entities: [Scorecard],
  resolvers: [ScorecardResolver, ScorecardDefinitionCardsResolver, PartnerStandingResolver],
  policies: [policy],
  relations,
  inbox,
  filters,
  providers: [staffingConcernsByStanding],
  metrics: [scorecardOverall],
  facts: Object.values(facts),
  jobs,
};
