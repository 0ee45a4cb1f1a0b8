import type { ModulePart } from '../../../shared/module';
import { BalanceResolver, StatementResolver } from './balance.resolver';
import { IncentiveAccount, IncentiveEntry, IncentiveReading, IncentiveRelease } from './incentive-entry.entity';
import * as facts from './ledger.facts';
import { postFacts, releaseHeld } from './ledger.handlers';
import { pointMetrics } from './points.metrics';
import { statementRoutes } from './statement.routes';
import { policy } from './ledger.policy';
import { relations } from './ledger.relations';
import { LedgerResolver, ReleaseResolver } from './ledger.resolver';

export const ledger: ModulePart = {
  entities: [IncentiveEntry, IncentiveRelease, IncentiveReading, IncentiveAccount],
  resolvers: [LedgerResolver, ReleaseResolver, BalanceResolver, StatementResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
  factReaders: [postFacts, releaseHeld],
  metrics: pointMetrics,
  routes: statementRoutes,
};
