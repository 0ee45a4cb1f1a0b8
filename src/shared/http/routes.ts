import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config';
import type { Viewer } from '../access/viewer';
import type { Database } from '../database/database';
import type { Clock } from '../domain/clock';
import type { SignedLinks } from './links';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the path contains a secret; the log then has its pattern instead. */
    secretPath?: boolean;
  }
}

/** What a route can use. */
export interface HttpSurroundings {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly links: SignedLinks;
  /** The public base URL, without a trailing slash; known once the server listens. */
  publicUrl(): string;
  /**
   * The viewer by the `Authorization` header and the address: anonymous without the header, null if it is not valid.
   */
  viewerOf(authorization: string | undefined, address: string): Promise<Viewer | null>;
}

/**
 * A module's HTTP routes outside GraphQL. They get an encapsulated Fastify context that already applies the load and
 * rate limits: parsers, hooks and plugins that they register affect nothing else.
 */
export type Routes = (server: FastifyInstance, surroundings: HttpSurroundings) => void | Promise<void>;
