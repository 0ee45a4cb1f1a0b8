import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { Access } from './shared/access/policy';
import { Providers } from './shared/access/lookups';
import { Steps } from './shared/access/steps';
import { HistoryEntry } from './shared/database/history';
import { IdempotencyKey } from './shared/database/idempotency';
import type { Reader } from './shared/database/reader';
import { recordClasses } from './shared/database/record';
import type { Rollup } from './shared/database/rollup';
import { MetricRegistry } from './shared/domain/metric';
import { Fact, FactDelivery } from './shared/events/fact';
import type { FactReader } from './shared/events/handlers';
import { countWhenAsked } from './shared/graphql/connection';
import { FactResolver } from './shared/graphql/facts.resolver';
import { declareFilters } from './shared/graphql/filters';
import { refuseForgottenGuards } from './shared/graphql/guards';
import { checkIdKinds } from './shared/graphql/id-kinds';
import { InboxResolver } from './shared/graphql/inbox.resolver';
import { declareInbox } from './shared/graphql/inbox.types';
import { checkInputs } from './shared/graphql/input-rules';
import { wrapMutations } from './shared/graphql/mutation';
import { planQueries } from './shared/graphql/planner';
import { declareConnections, declareRelations, resolveRelations } from './shared/graphql/relations';
import { NodeResolver } from './shared/graphql/node.resolver';
import { DateTime } from './shared/graphql/scalars';
import { userErrorTypes } from './shared/graphql/user-errors';
import { validateInput } from './shared/graphql/validation';
import type { Job } from './shared/jobs/job';
import { jobs as kernelJobs } from './shared/jobs/module';
import type { Module } from './shared/module';
import { alliances } from './modules/alliances/module';
import { assessments } from './modules/assessments/module';
import { assistedDelivery } from './modules/assisted-delivery/module';
import { catalog } from './modules/catalog/module';
import { customers } from './modules/customers/module';
import { documents } from './modules/documents/module';
import { identity } from './modules/identity/module';
import { incentives } from './modules/incentives/module';
import { oversight } from './modules/oversight/module';
import { partners } from './modules/partners/module';
import { performance } from './modules/performance/module';
import { projects } from './modules/projects/module';
import { relationship } from './modules/relationship/module';
import { scorecards } from './modules/scorecards/module';
import { sow } from './modules/sow/module';
import { time } from './modules/time/module';
import { training } from './modules/training/module';

/** The one list of modules. */
export const modules: readonly Module[] = [
  kernelJobs,
  identity,
  catalog,
  customers,
  documents,
  partners,
  training,
  assessments,
  projects,
  sow,
  time,
  performance,
  oversight,
  assistedDelivery,
  alliances,
  relationship,
  incentives,
  scorecards,
];

declareRelations(modules.flatMap((module) => module.relations ?? []));
declareFilters(modules.flatMap((module) => module.filters ?? []));

const inbox = modules.flatMap((module) => module.inbox ?? []);
declareInbox(inbox);

export const entities = [
  HistoryEntry,
  IdempotencyKey,
  Fact,
  FactDelivery,
  ...modules.flatMap((module) => module.entities),
];

export const access = new Access(
  modules.flatMap((module) => module.policies),
  new Steps(
    modules.flatMap((module) => module.blockers ?? []),
    modules.flatMap((module) => module.checks ?? []),
  ),
  new Providers(modules.flatMap((module) => module.providers ?? [])),
  inbox,
);

export const metrics = new MetricRegistry<Reader>(modules.flatMap((module) => module.metrics ?? []));

export const factTypes = modules.flatMap((module) => module.facts ?? []);

export const factReaders: readonly FactReader[] = modules.flatMap((module) => module.factReaders ?? []);

export const jobs: readonly Job[] = modules.flatMap((module) => module.jobs ?? []);

export const rollups: readonly Rollup[] = modules.flatMap((module) => module.rollups ?? []);

/** The names of the fact handlers that subscribe to a type. */
export function readersOf(factType: string): string[] {
  return factReaders.filter((reader) => reader.types.includes(factType)).map((reader) => reader.name);
}

export function createSchema(): GraphQLSchema {
  const resolvers = [NodeResolver, FactResolver, InboxResolver, ...modules.flatMap((module) => module.resolvers)];
  declareConnections();
  const schema = buildSchemaSync({
    resolvers: resolvers as unknown as NonEmptyArray<() => void>,
    // Types that no field names: the kinds of user errors, and records that only `node` returns.
    orphanedTypes: [
      ...userErrorTypes,
      ...[...recordClasses().values()].filter((recordClass) => access.shows(recordClass)),
    ],
    scalarsMap: [{ type: Date, scalar: DateTime }],
    validateFn: validateInput,
    pubSub: noTopics,
  });
  refuseForgottenGuards(schema);
  describeRoots(schema);
  resolveRelations(schema);
  planQueries(schema);
  wrapMutations(schema);
  countWhenAsked(schema);
  checkInputs(schema);
  checkIdKinds(schema);
  return schema;
}

let built: GraphQLSchema | null = null;

/** The schema of this process: it never changes, and takes half a second to build. */
export function theSchema(): GraphQLSchema {
  return (built ??= createSchema());
}

/** The published text: sorted, because type-graphql orders arguments differently when it builds a schema again. */
export function publishedText(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** type-graphql cannot describe the root types. */
function describeRoots(schema: GraphQLSchema): void {
  schema.getQueryType()!.description = 'All reads. Each viewer sees the records that the policies show them.';
  schema.getMutationType()!.description =
    'All changes. Each mutation runs in one transaction, and returns refusals as user errors.';
  schema.getSubscriptionType()!.description = 'Facts as they happen, each only for viewers who may see its subject.';
}

/** type-graphql requires a pub-sub even though every subscription here brings its own stream. */
const noTopics = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('No subscription uses topics.');
  },
};
