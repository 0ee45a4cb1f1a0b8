import type { ModulePart } from '../../../shared/module';
import { AcceptanceRequest } from './acceptance-request.entity';
import * as acceptanceFacts from './acceptance-request.facts';
import { policy } from './acceptance-request.policy';
import { relations } from './acceptance-request.relations';
import { AcceptanceRequestResolver } from './acceptance-request.resolver';
import { acceptanceRoutes } from './acceptance.routes';

export const acceptance: ModulePart = {
  entities: [AcceptanceRequest],
  resolvers: [AcceptanceRequestResolver],
  policies: [policy],
  relations,
  facts: Object.values(acceptanceFacts),
  routes: acceptanceRoutes,
};
