import type { ModulePart } from '../../../shared/module';
import { IncentiveAccount, IncentiveEntry, IncentiveRelease } from './incentive-entry.entity';
import * as facts from './ledger.facts';
import { policy } from './ledger.policy';
import { relations } from './ledger.relations';
import { LedgerResolver, ReleaseResolver } from './ledger.resolver';

export const ledger: ModulePart = {
  entities: [IncentiveEntry, IncentiveRelease, IncentiveAccount],
  resolvers: [LedgerResolver, ReleaseResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
};
