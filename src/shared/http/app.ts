import { randomUUID } from 'node:crypto';
import fastifyCompress from '@fastify/compress';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config';
import { bareAddress } from './address';
import { Drain } from './drain';
import { OpenRequests } from './open-requests';
import { answerClientError, limitConnections, Request } from './raw';
import { answerError, refuse } from './refusal';

/** Headers of every response; a cacheable or public route overrides them. */
const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** How often Node checks for requests that arrive too slowly. */
const checksPerTimeout = 4;

/** The HTTP server without its routes: its limits, its log, and its draining. */
export async function createApp(
  { limits, connections, trustedProxies }: Config,
  log: Logger,
  isTrusted: (address: string) => boolean,
): Promise<{ app: FastifyInstance; drain: Drain }> {
  const { headersTimeout, bodyTimeout, idleTimeout, requestTimeout } = connections;
  const app = fastify({
    loggerInstance: log.child({}),
    genReqId: () => randomUUID(),
    // One log line per request, when it is answered.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    trustProxy: trustedProxies.length > 0 && ((address: string) => isTrusted(bareAddress(address))),
    routerOptions: { ignoreTrailingSlash: true },
    http: {
      headersTimeout,
      connectionsCheckingInterval: Math.min(5_000, headersTimeout / checksPerTimeout),
      IncomingMessage: Request,
    },
    // Node's name for the time in which a request has to arrive.
    requestTimeout: bodyTimeout,
    keepAliveTimeout: idleTimeout,
    // While the server drains, it still answers requests that arrive.
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply.headers(headers)),
  }) as unknown as FastifyInstance;
  const requests = new OpenRequests(requestTimeout);
  const drain = new Drain(app.server, requests);
  limitConnections(app.server, connections, isTrusted);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => {
    refuse(reply, { status: 404, code: 'NOT_FOUND', message: 'There is nothing at this address.' });
  });
  app.addHook('onRequest', (_request, reply, next) => {
    void reply.headers(headers);
    requests.begin(reply);
    drain.pass(reply, next);
  });
  app.addHook('onResponse', (request, reply, done) => {
    requests.end(reply);
    const { method, url, ip } = request;
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    const { config: route, url: pattern } = request.routeOptions;
    const path = route.secretPath ? pattern : url.split('?')[0];
    request.log.info({ method, path, address: ip, status: reply.statusCode, milliseconds }, 'answered');
    done();
  });
  app.addHook('onClose', () => requests.stop());
  await app.register(fastifyCompress, { threshold: 1_024, encodings: ['br', 'gzip'], globalDecompression: false });
  return { app, drain };
}
