import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config';
import type { Viewer } from '../access/viewer';
import type { Database } from '../database/database';
import type { Clock } from '../domain/clock';
import type { SignedLinks } from './links';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Does the path carry what must stand in no log? Its pattern is logged instead. */
    secretPath?: boolean;
  }
}

/** What a route has at hand. */
export interface HttpSurroundings {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly links: SignedLinks;
  /** Under which address the world reaches the server, without a slash at its end; known once it listens. */
  publicUrl(): string;
  /**
   * Who is asking, by the header `Authorization` and from which address: anonymous without the header, null where what it
   * says is not valid.
   */
  viewerOf(authorization: string | undefined, address: string): Promise<Viewer | null>;
}

/**
 * What a module serves over HTTP beside GraphQL. It is given a part of the server of its own, on which the limits of
 * load and of rate hold already: parsers, hooks and plugins that it registers touch nobody else.
 */
export type Routes = (server: FastifyInstance, surroundings: HttpSurroundings) => void | Promise<void>;
