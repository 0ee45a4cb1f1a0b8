import type { ModulePart } from '../../../shared/module';
import { Appeal } from './appeal.entity';
import * as appealFacts from './appeal.facts';
import { inbox } from './appeal.inbox';
import { policy } from './appeal.policy';
import { relations } from './appeal.relations';
import { AppealResolver, AppealWindowResolver } from './appeal.resolver';

export const appeals: ModulePart = {
  entities: [Appeal],
  resolvers: [AppealResolver, AppealWindowResolver],
  policies: [policy],
  relations,
  inbox,
  facts: Object.values(appealFacts),
};
