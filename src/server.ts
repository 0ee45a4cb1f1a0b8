import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import fastifyStatic from '@fastify/static';
import type { onRequestHookHandler } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Installation } from './installation';
import { modules, publishedText } from './schema';
import { anonymous, type Viewer } from './shared/access/viewer';
import { isBehind } from './shared/database/migration';
import type { Context } from './shared/graphql/context';
import { ParsedOperations } from './shared/graphql/operation-cache';
import { serveGraphQL } from './shared/graphql/endpoint';
import { carryRequestId, formatError, type Formatting, maxErrors, unauthenticated } from './shared/graphql/errors';
import { compiledExecution } from './shared/graphql/executor';
import { KnownOperations } from './shared/graphql/known-operations';
import { withinLimits } from './shared/graphql/limits';
import { type Envelope, Meter, meteredExecution } from './shared/graphql/metering';
import { PersistedOperations, readPersistedOperations } from './shared/graphql/persisted-operations';
import { serveSockets } from './shared/graphql/sockets';
import { addressOf, isFromThisMachine, within } from './shared/http/address';
import { Admission } from './shared/http/admission';
import { createApp } from './shared/http/app';
import { Rates } from './shared/http/rates';
import { refuse, type Refusal } from './shared/http/refusal';
import type { HttpSurroundings } from './shared/http/routes';

export interface DemoLogins {
  password: string;
  logins: { email: string; name: string; roles: string[]; partner: string | null }[];
}

export interface RunningServer {
  url: string;
  /** Drains, finishes the requests in flight, and closes. */
  stop(): Promise<void>;
}

// Next to the compiled server; a server that runs from source uses the built explorer.
const explorerFolder = [join(__dirname, '..', 'explorer'), join(__dirname, '..', 'dist', 'explorer')].find((folder) =>
  existsSync(join(folder, 'main.js')),
);

/** The explorer loads nothing from other origins and cannot be framed. */
const explorerPolicy = [
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:",
  "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');

const takesGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/;

const stopping: Refusal = {
  status: 503,
  code: 'SERVICE_UNAVAILABLE',
  message: 'The server is stopping. Connect again.',
  retryAfter: 1,
};

const printed = new WeakMap<GraphQLSchema, { text: string; zipped: Buffer }>();

/** Printed and compressed once, because it is large and anybody may request it at any rate. */
function printedOf(schema: GraphQLSchema): { text: string; zipped: Buffer } {
  let found = printed.get(schema);
  if (!found) {
    const text = publishedText(schema);
    printed.set(schema, (found = { text, zipped: gzipSync(text) }));
  }
  return found;
}

/** Serves GraphQL, the explorer and the modules' routes until stopped. */
export async function startServer(installation: Installation, demo: DemoLogins | null): Promise<RunningServer> {
  const { config, log, schema, database } = installation;
  const { limits } = config;
  const production = config.environment === 'production';
  const isTrusted = within(config.trustedProxies);
  const { app, drain } = await createApp(config, log, isTrusted);

  const formatting: Formatting = { log, suggestions: !production };
  const meter = new Meter(schema, limits, installation.clock);
  const known = config.persistedDocuments
    ? readPersistedOperations(config.persistedDocuments, schema)
    : new Map<string, string>();
  const persisted = new PersistedOperations(known, production && config.persistedDocuments !== null);
  const operations = new KnownOperations(persisted);
  const admission = new Admission(config.load, new Rates(limits.addressRate, 1, installation.clock));

  const viewerOf = (authorization: string | undefined, address: string) =>
    identify(installation, authorization, address);
  // With PORT=0, the port is known only once the server listens.
  let listeningAt = urlOf(config.host, config.port);
  const publicUrl = () => config.publicUrl ?? listeningAt;

  const apollo = new ApolloServer<Envelope>({
    gateway: operations.noting(meteredExecution(compiledExecution(schema), meter, contextOf)),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // src/main.ts handles the signals; two handlers that stop the same server would wait for each other.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    documentStore: new ParsedOperations(),
    validationOptions: { maxErrors },
    validationRules: [withinLimits(limits)],
    persistedQueries: { cache: persisted.cache },
    formatError: (formatted, error) => formatError(formatted, error, formatting),
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // It would wrap every resolver, which costs about a third of the CPU.
      ApolloServerPluginCacheControlDisabled(),
      carryRequestId,
    ],
  });
  await apollo.start();

  async function contextOf(envelope: Envelope): Promise<Context> {
    const viewer = await viewerOf(envelope.authorization, envelope.address);
    if (!viewer) throw unauthenticated('The access token is not valid or has expired.');
    return {
      viewer,
      reader: database.reader(viewer),
      access: database.access,
      clock: installation.clock,
      metrics: database.metrics,
      requestId: envelope.requestId,
      publicUrl: publicUrl(),
      issuerName: config.issuerName,
      address: envelope.address,
      userAgent: envelope.userAgent,
      idempotencyKey: envelope.idempotencyKey,
      database,
      audience: installation.audience,
      sessions: installation.sessions,
      jobs: installation.jobs,
      links: installation.links,
      log,
      config,
    };
  }

  serveGraphQL(app, { apollo, operations, persisted, admission });

  app.get('/healthz', () => ({ status: 'alive' }));
  let checking: Promise<void> | null = null;
  const assertReady = async () => {
    await database.ping();
    await database.health.assertReady();
    if (await isBehind(database.dataSource)) throw new Error('migrations are pending');
  };
  app.get('/readyz', async (_request, reply) => {
    if (drain.isDraining) return reply.code(503).header('retry-after', '1').send({ status: 'stopping' });
    try {
      // Concurrent probes share one check.
      await (checking ??= assertReady().finally(() => (checking = null)));
      return { status: 'ready' };
    } catch (error) {
      log.error({ err: error }, 'not ready');
      return reply.code(503).header('retry-after', '1').send({ status: 'not ready' });
    }
  });
  const surroundings: HttpSurroundings = {
    config,
    database,
    clock: installation.clock,
    log,
    links: installation.links,
    publicUrl,
    viewerOf,
  };
  for (const { routes } of modules) {
    if (!routes) continue;
    await app.register(async (server) => {
      server.addHook('onRequest', (request, reply, next) => {
        const refusal = admission.refusal(request.ip) ?? admission.overload();
        if (refusal) refuse(reply, refusal);
        else next();
      });
      await routes(server, surroundings);
    });
  }
  const withinRate: onRequestHookHandler = (request, reply, next) => {
    const refusal = admission.refusal(request.ip);
    if (refusal) refuse(reply, refusal);
    else next();
  };
  const { text, zipped } = printedOf(schema);
  app.get('/schema.graphql', { compress: false, onRequest: withinRate }, ({ headers }, reply) => {
    void reply.type('text/plain; charset=utf-8').header('vary', 'accept-encoding');
    if (!takesGzip.test(String(headers['accept-encoding']))) return reply.send(text);
    return reply.header('content-encoding', 'gzip').send(zipped);
  });

  if (explorerFolder) {
    await app.register(async (server) => {
      server.addHook('onRequest', withinRate);
      server.get('/explorer/settings.json', ({ ip, headers }) => ({
        demo: isFromThisMachine(ip, headers) ? demo : null,
      }));
      await server.register(fastifyStatic, {
        root: explorerFolder,
        prefix: '/explorer/',
        setHeaders: (response) => response.setHeader('content-security-policy', explorerPolicy),
      });
      server.get('/', (_request, reply) => reply.sendFile('index.html'));
    });
  }

  await app.listen({ host: config.host, port: config.port });
  listeningAt = urlOf(config.host, (app.server.address() as AddressInfo).port);
  const addressOfSocket = (request: IncomingMessage) => addressOf(request, isTrusted);
  const endSockets = serveSockets(app.server, {
    path: '/graphql',
    schema,
    limits,
    meter,
    persisted,
    formatting,
    connections: config.connections,
    admission,
    clock: installation.clock,
    log,
    refusal: () => (drain.isDraining ? stopping : null),
    addressOf: addressOfSocket,
    viewerOf,
    current: (viewers) => installation.sessions.current(viewers),
    contextOf,
  });

  return {
    url: listeningAt,
    stop: async () => {
      await drain.begin(config.connections.drainTime);
      await drain.closePort();
      // Subscriptions end with a code that tells clients to reconnect; requests in flight are finished.
      const closed = app.close();
      await endSockets();
      await drain.finish(config.connections.requestTimeout);
      await closed;
      await apollo.stop();
    },
  };
}

export function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Anonymous without a token; null if the token is not valid. */
async function identify(
  installation: Installation,
  authorization: string | undefined,
  address: string,
): Promise<Viewer | null> {
  if (!authorization) return anonymous;
  const [, token] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
  return token ? installation.sessions.viewer(token, address) : null;
}
