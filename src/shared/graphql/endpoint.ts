import { ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Admission } from '../http/admission';
import { type Refusal, refuse } from '../http/refusal';
import type { KnownOperations } from './known-operations';
import type { Envelope } from './metering';
import type { PersistedOperations } from './persisted-operations';

interface Options {
  apollo: ApolloServer<Envelope>;
  operations: KnownOperations;
  persisted: PersistedOperations;
  admission: Admission;
}

const batch: Refusal = {
  status: 400,
  code: 'BATCH_NOT_SUPPORTED',
  message: 'Send each operation in a request of its own: batches are not supported.',
};

const noObject: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The body of a request must be a JSON object with the operation in `query`.',
};

/** Serves GraphQL over HTTP on `/graphql`. */
export function serveGraphQL(app: FastifyInstance, { apollo, operations, persisted, admission }: Options): void {
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    onRequest: (request, reply, next) => {
      void reply.header('x-request-id', request.id);
      const refusal = admission.refusal(request.ip);
      if (refusal) refuse(reply, refusal);
      else next();
    },
    async handler(request, reply) {
      const refusal = malformed(request) ?? persisted.refusal(request.body ?? request.query);
      const refused = refusal ?? (await admission.enter(reply.raw));
      if (refused) return refuse(reply, refused);
      try {
        const text = await answer(request, reply);
        // A request that timed out has already been answered.
        return reply.sent ? reply : text;
      } finally {
        admission.leave();
      }
    },
  });

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const envelope: Envelope = {
      requestId: request.id,
      authorization: request.headers.authorization,
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? null,
      idempotencyKey: request.headers['idempotency-key']?.toString() ?? null,
    };
    const known = request.method === 'POST' && (await operations.answer(request.body, request.headers, envelope));
    if (known) {
      void reply.header('content-type', known.contentType);
      return known.text;
    }
    const {
      headers,
      status = 200,
      body,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        body: request.body,
        method: request.method,
        headers: headersOf(request),
        search: searchOf(request),
      },
      context: () => Promise.resolve(envelope),
    });
    if (body.kind !== 'complete') throw new Error('Incremental delivery is not supported.');
    for (const [name, value] of headers) void reply.header(name, value);
    void reply.code(status);
    const contentType = headers.get('content-type');
    if (status === 200 && contentType) operations.noteContentType(request.headers.accept, contentType);
    return body.string;
  }
}

function malformed({ method, body }: FastifyRequest): Refusal | null {
  if (Array.isArray(body)) return batch;
  return method === 'POST' && body !== undefined && (typeof body !== 'object' || body === null) ? noObject : null;
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

/** The query string as sent, regardless of the Host header. */
function searchOf({ url }: FastifyRequest): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
