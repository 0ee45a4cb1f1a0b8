import type { Policy } from './access/policy';
import type { InboxSection } from './access/inbox';
import type { Provider } from './access/lookups';
import type { StepBlockers, StepCheck } from './access/steps';
import type { Reader } from './database/reader';
import type { Rollup } from './database/rollup';
import type { Metric } from './domain/metric';
import type { FactReader } from './events/handlers';
import type { FactType } from './events/fact';
import type { ContributedFilter } from './graphql/filters';
import type { DeclaredRelation } from './graphql/relations';
import type { Routes } from './http/routes';
import type { Job } from './jobs/job';

/** What a module contributes. `src/schema.ts` holds the one list of modules. */
export interface Module {
  name: string;
  /** The classes of its records, which define its tables. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's type for a class
  entities: Function[];
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- type-graphql's type for a class
  resolvers: Function[];
  policies: Policy[];
  /** The relations of its records, and those that it adds to records of other modules. */
  relations?: DeclaredRelation[];
  /** The filters that it adds to lists of other modules. */
  filters?: ContributedFilter[];
  /** Its blockers for other modules' steps, and its checks when these steps are taken. */
  blockers?: StepBlockers[];
  checks?: StepCheck[];
  /** The values that it computes for lookups of other modules. */
  providers?: Provider[];
  /** Its records that wait for somebody's act. */
  inbox?: InboxSection[];
  metrics?: Metric<Reader>[];
  /** Every kind of fact that it records. */
  facts?: FactType[];
  /** Its handlers of facts, its own or others'. */
  factReaders?: FactReader[];
  /** Its HTTP routes outside GraphQL. */
  routes?: Routes;
  /** Its daily jobs. */
  jobs?: Job[];
  /** The sums that it keeps, which `npm run rollups` compares with its records. */
  rollups?: Rollup[];
}

/** What one folder of a large module contributes. */
export type ModulePart = Partial<Omit<Module, 'name'>>;

/** Combines the parts of a module. */
export function addUp(parts: readonly ModulePart[]): Omit<Module, 'name'> {
  const routes = parts.flatMap((part) => part.routes ?? []);
  return {
    entities: parts.flatMap(({ entities = [] }) => entities),
    resolvers: parts.flatMap(({ resolvers = [] }) => resolvers),
    policies: parts.flatMap(({ policies = [] }) => policies),
    relations: parts.flatMap(({ relations = [] }) => relations),
    filters: parts.flatMap(({ filters = [] }) => filters),
    blockers: parts.flatMap(({ blockers = [] }) => blockers),
    checks: parts.flatMap(({ checks = [] }) => checks),
    providers: parts.flatMap(({ providers = [] }) => providers),
    inbox: parts.flatMap(({ inbox = [] }) => inbox),
    metrics: parts.flatMap(({ metrics = [] }) => metrics),
    facts: parts.flatMap(({ facts = [] }) => facts),
    factReaders: parts.flatMap(({ factReaders = [] }) => factReaders),
    jobs: parts.flatMap(({ jobs = [] }) => jobs),
    rollups: parts.flatMap(({ rollups = [] }) => rollups),
    // Each part gets its own encapsulated Fastify context, so that its parsers and hooks do not affect others.
    routes: async (server, surroundings) => {
      for (const each of routes) await server.register(async (own) => each(own, surroundings));
    },
  };
}
