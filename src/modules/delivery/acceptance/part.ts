import type { ModulePart } from '../../../shared/module';
import { AcceptanceRequest } from './acceptance-request.entity';
import * as acceptanceFacts from './acceptance-request.facts';
import './acceptance-request.policy';
import './acceptance-request.relations';
import { AcceptanceRequestResolver } from './acceptance-request.resolver';
import { acceptanceRoutes } from './acceptance.routes';

export const acceptance: ModulePart = {
  entities: [AcceptanceRequest],
  resolvers: [AcceptanceRequestResolver],
  facts: Object.values(acceptanceFacts),
  routes: acceptanceRoutes,
};
