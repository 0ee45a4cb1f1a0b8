import { existsSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { printSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Installation } from './installation';
import { anonymous, type Viewer } from './shared/access/viewer';
import { compiledExecution } from './shared/graphql/executor';
import { carryRequestId, formatError, unauthenticated } from './shared/graphql/errors';
import type { Context } from './shared/graphql/context';

export interface DemoLogins {
  password: string;
  logins: { email: string; name: string; roles: string[]; partner: string | null }[];
}

export interface RunningServer {
  url: string;
  stop(): Promise<void>;
}

const bodyLimit = 1_000_000;
const mostTokens = 5_000;
// Beside the compiled server; a server that runs from its source takes the built one.
const explorerFolder = [join(__dirname, '..', 'explorer'), join(__dirname, '..', 'dist', 'explorer')].find((folder) =>
  existsSync(join(folder, 'main.js')),
);

/** Serves GraphQL and what stands around it, until stopped. */
export async function startServer(installation: Installation, demo: DemoLogins | null): Promise<RunningServer> {
  const { config, log, schema, database } = installation;
  const app = fastify({
    loggerInstance: log.child({}),
    genReqId: () => randomUUID(),
    bodyLimit,
    routerOptions: { ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance;

  const apollo = new ApolloServer<Context>({
    gateway: compiledExecution(schema),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: config.environment === 'production',
    parseOptions: { maxTokens: mostTokens },
    formatError: (formatted, error) => formatError(formatted, error, log),
    logger: log,
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginLandingPageDisabled(),
      // It would wrap every resolver, for about a third of the CPU.
      ApolloServerPluginCacheControlDisabled(),
      carryRequestId,
    ],
  });
  await apollo.start();

  async function contextFor(request: ContextRequest): Promise<Context> {
    const viewer = await viewerOf(installation, request.authorization);
    return {
      viewer,
      reader: database.reader(viewer),
      access: database.access,
      clock: installation.clock,
      metrics: database.metrics,
      requestId: request.id,
      address: request.address,
      idempotencyKey: request.idempotencyKey,
      database,
      facts: installation.relay.stream,
      sessions: installation.sessions,
      log,
    };
  }

  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    handler: fastifyApolloHandler(apollo, {
      context: (request, reply) => {
        void reply.header('x-request-id', request.id);
        return contextFor({
          id: request.id,
          authorization: request.headers.authorization,
          address: request.ip,
          idempotencyKey: request.headers['idempotency-key']?.toString() ?? null,
        });
      },
    }),
  });

  app.get('/healthz', () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await database.ping();
      if (await database.dataSource.showMigrations()) throw new Error('migrations are pending');
      return { status: 'ready' };
    } catch (error) {
      log.error({ err: error }, 'not ready');
      return reply.code(503).header('retry-after', '1').send({ status: 'not ready' });
    }
  });
  const printed = printSchema(schema);
  app.get('/schema.graphql', (_request, reply) => reply.type('text/plain; charset=utf-8').send(printed));

  if (explorerFolder) {
    app.get('/explorer/settings.json', () => ({ demo }));
    await app.register(fastifyStatic, { root: explorerFolder, prefix: '/explorer/' });
    app.get('/', (_request, reply) => reply.sendFile('index.html'));
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: bodyLimit });
  const subscriptions = useServer<{ authorization?: string }>(
    {
      schema,
      onConnect: async ({ connectionParams }) => {
        try {
          await viewerOf(installation, connectionParams?.authorization);
          return true;
        } catch {
          return false;
        }
      },
      context: ({ connectionParams, extra }) =>
        contextFor({
          id: randomUUID(),
          authorization: connectionParams?.authorization,
          address: (extra as { request: { socket: { remoteAddress?: string } } }).request.socket.remoteAddress ?? '',
          idempotencyKey: null,
        }) as unknown as Promise<Record<string, unknown>>,
    },
    sockets,
  );

  await app.listen({ host: config.host, port: config.port });
  app.server.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/graphql') {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
  });

  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    stop: async () => {
      // Subscriptions end with a code that tells clients to come back; requests in flight are finished.
      await subscriptions.dispose();
      await apollo.stop();
      await app.close();
    },
  };
}

interface ContextRequest {
  id: string;
  authorization: string | undefined;
  address: string;
  idempotencyKey: string | null;
}

async function viewerOf(installation: Installation, authorization: string | undefined): Promise<Viewer> {
  if (!authorization) return anonymous;
  const [, token] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
  const viewer = token ? await installation.sessions.viewer(token) : null;
  if (!viewer) throw unauthenticated('The access token is not valid or has expired.');
  return viewer;
}
