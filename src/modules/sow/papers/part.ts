import type { ModulePart } from '../../../shared/module';
import { ChangeOrderPaperResolver, SowPaperResolver } from './papers.resolver';
import { paperRoutes } from './papers.routes';

export const papers: ModulePart = {
  resolvers: [SowPaperResolver, ChangeOrderPaperResolver],
  routes: paperRoutes,
};
