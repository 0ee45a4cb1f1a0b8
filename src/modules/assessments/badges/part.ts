import type { ModulePart } from '../../../shared/module';
import { BadgeResolver } from './badge.resolver';
import { badgeRoutes } from './badge.routes';

export const badges: ModulePart = {
  resolvers: [BadgeResolver],
  routes: badgeRoutes,
};
