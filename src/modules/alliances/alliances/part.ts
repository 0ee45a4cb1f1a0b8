import type { ModulePart } from '../../../shared/module';
import { Alliance, AllianceProduct, AllianceStep } from './alliance.entity';
import * as facts from './alliance.facts';
import { inbox } from './alliance.inbox';
import { allianceReviewsRemind } from './alliance.jobs';
import { policy } from './alliance.policy';
import { relations } from './alliance.relations';
import { AllianceResolver, AllianceStepResolver } from './alliance.resolver';
import { AllianceReview } from './alliance-review.entity';
import { AllianceReviewResolver } from './alliance-review.resolver';
import { ExitObligation } from './exit-obligation.entity';
import { ExitStrategy } from './exit-strategy.entity';
import { ExitObligationResolver, ExitStrategyResolver } from './exit-strategy.resolver';
import { blockers, checks } from './owner.checks';

export const alliances: ModulePart = {
  entities: [Alliance, AllianceProduct, AllianceStep, ExitStrategy, ExitObligation, AllianceReview],
  resolvers: [
    AllianceResolver,
    AllianceStepResolver,
    ExitStrategyResolver,
    ExitObligationResolver,
    AllianceReviewResolver,
  ],
  policies: [policy],
  relations,
  blockers,
  checks,
  facts: Object.values(facts),
  inbox,
  jobs: [allianceReviewsRemind],
};
