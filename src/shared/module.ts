import type { Policy } from './access/policy';
import type { Reader } from './database/reader';
import type { Metric } from './domain/metric';
import type { FactReader } from './events/relay';
import type { FactType } from './events/fact';
import type { Routes } from './http/routes';
import type { Job } from './jobs/job';

/** What a module brings: `src/schema.ts` holds the one list of them. */
export interface Module {
  name: string;
  /** The classes of its records: their tables. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own word for a class
  entities: Function[];
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- type-graphql's own word for a class
  resolvers: Function[];
  policy: Policy;
  metrics?: Metric<Reader>[];
  /** Every kind of fact that it states. */
  facts?: FactType[];
  /** What it does on facts, its own or others'. */
  factReaders?: FactReader[];
  /** What it serves over HTTP beside GraphQL. */
  routes?: Routes;
  /** What it does every day. */
  jobs?: Job[];
}
