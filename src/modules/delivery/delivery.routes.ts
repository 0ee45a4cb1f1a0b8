import type { HttpSurroundings, Routes } from '../../shared/http/routes';
import { acceptanceRoutes } from './acceptance/acceptance.routes';
import { paperRoutes } from './papers/papers.routes';
import { timeRoutes } from './time/transfer/transfer.routes';

/** Each in a part of the server of its own: parsers and hooks of one are none of the others'. */
export const deliveryRoutes: Routes = async (server, surroundings: HttpSurroundings) => {
  for (const routes of [paperRoutes, acceptanceRoutes, timeRoutes]) {
    await server.register(async (own) => {
      await routes(own, surroundings);
    });
  }
};
