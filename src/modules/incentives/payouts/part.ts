import type { ModulePart } from '../../../shared/module';
import { Payout, PayoutItem, PayoutLine } from './payout.entity';
import * as facts from './payout.facts';
import { inbox } from './payout.inbox';
import { policy } from './payout.policy';
import { relations } from './payout.relations';
import { PayoutResolver } from './payout.resolver';

export const payouts: ModulePart = {
  entities: [Payout, PayoutLine, PayoutItem],
  resolvers: [PayoutResolver],
  policies: [policy],
  relations,
  inbox,
  facts: Object.values(facts),
};
