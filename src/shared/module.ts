import type { Policy } from './access/policy';
import type { AnswerTo } from './access/questions';
import type { StepBlockers, StepCheck } from './access/steps';
import type { Reader } from './database/reader';
import type { Metric } from './domain/metric';
import type { FactReader } from './events/handlers';
import type { FactType } from './events/fact';
import type { ContributedFilter } from './graphql/filters';
import type { DeclaredRelation } from './graphql/relations';
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
  policies: Policy[];
  /** How its records hang together, and what it adds to those of other modules. */
  relations?: DeclaredRelation[];
  /** What it adds to the filters of other modules. */
  filters?: ContributedFilter[];
  /** What it finds in the way of other modules' steps, and what it refuses or holds when these are taken. */
  blockers?: StepBlockers[];
  checks?: StepCheck[];
  /** What it answers to questions of other modules. */
  answers?: AnswerTo[];
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

/** What a folder of a large module brings. */
export type ModulePart = Partial<Omit<Module, 'name'>>;

/** What the folders of a module bring together. */
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
    answers: parts.flatMap(({ answers = [] }) => answers),
    metrics: parts.flatMap(({ metrics = [] }) => metrics),
    facts: parts.flatMap(({ facts = [] }) => facts),
    factReaders: parts.flatMap(({ factReaders = [] }) => factReaders),
    jobs: parts.flatMap(({ jobs = [] }) => jobs),
    // Each in a part of the server of its own: parsers and hooks of one are none of the others'.
    routes: async (server, surroundings) => {
      for (const each of routes) await server.register(async (own) => each(own, surroundings));
    },
  };
}
