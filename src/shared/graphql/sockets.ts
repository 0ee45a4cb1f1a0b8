import type { IncomingMessage, Server } from 'node:http';
import { randomUUID } from 'node:crypto';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, Kind, parse, specifiedRules, validate } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Limits } from '../../config';
import type { Refusal } from '../http/refusal';
import type { Context } from './context';
import { type Formatting, formatError } from './errors';
import { withinLimits } from './limits';
import type { Envelope, Meter } from './metering';
import type { PersistedDocuments } from './persisted-documents';

interface Options {
  path: string;
  schema: GraphQLSchema;
  limits: Limits;
  meter: Meter;
  documents: PersistedDocuments;
  formatting: Formatting;
  /** Why no connection is taken on now, if so. */
  refusal(request: IncomingMessage): Refusal | null;
  addressOf(request: IncomingMessage): string;
  contextOf(envelope: Envelope): Promise<Context>;
}

interface Params {
  [name: string]: unknown;
  authorization?: string;
}

/** Serves GraphQL over WebSockets, under the same limits as over HTTP. Answers how to end it. */
export function serveSockets(server: Server, options: Options): () => Promise<void> {
  const { schema, limits, meter, documents, formatting, contextOf } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.bodyBytes });
  const rules = [withinLimits(limits), ...specifiedRules];

  const envelopeOf = (params: Params | undefined, extra: unknown): Envelope => ({
    requestId: randomUUID(),
    authorization: params?.authorization,
    address: options.addressOf((extra as { request: IncomingMessage }).request),
    idempotencyKey: null,
  });

  async function prepared(
    payload: SubscribePayload,
    envelope: Envelope,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const { query, operationName, variables: variableValues } = payload;
    const unknown = documents.refusal(payload);
    if (unknown) return [new GraphQLError(unknown.message, { extensions: { code: unknown.code } })];
    const document = parse(query, { maxTokens: limits.tokens });
    const invalid = validate(schema, document, rules);
    if (invalid.length > 0) return invalid;
    const cost = meter.costOf(document, operationName, variableValues ?? undefined);
    const refusal = meter.refusal(cost);
    if (refusal) return [refusal];
    const contextValue = await contextOf(envelope);
    meter.charge(cost, contextValue.viewer, contextValue.address);
    return { schema, document, operationName, variableValues, contextValue };
  }

  /** As over HTTP: what went wrong inside is logged, and the outside hears a code. */
  const told = (errors: readonly GraphQLError[], requestId: string | undefined) =>
    errors.map((error) => {
      const { extensions = {}, ...formatted } = error.toJSON();
      const code = extensions.code ?? codeOf(error);
      return formatError({ ...formatted, extensions: { ...extensions, code, requestId } }, error, formatting);
    });

  const running = useServer<Params>(
    {
      schema,
      // What has gone wrong inside is never told with the end of a connection.
      isProd: true,
      onConnect: async ({ connectionParams, extra }) => {
        try {
          await contextOf(envelopeOf(connectionParams, extra));
          return true;
        } catch (error) {
          // Only a wrong token ends it for good; otherwise the client may come back.
          if (error instanceof GraphQLError) return false;
          throw error;
        }
      },
      onSubscribe: async ({ connectionParams, extra }, _id, payload) => {
        const envelope = envelopeOf(connectionParams, extra);
        try {
          return await prepared(payload, envelope);
        } catch (error) {
          const known = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
          known.extensions.requestId = envelope.requestId;
          return [known];
        }
      },
      onError: (_context, _id, _payload, errors) =>
        told(errors as GraphQLError[], (errors[0] as GraphQLError).extensions.requestId as string | undefined),
      onNext: (_context, _id, _payload, args, result) =>
        result.errors && {
          ...result,
          errors: told(result.errors, (args.contextValue as unknown as Context).requestId),
        },
    },
    sockets,
  );

  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== options.path) {
      socket.destroy();
      return;
    }
    const refusal = options.refusal(request);
    if (refusal) {
      socket.end(
        `HTTP/1.1 ${refusal.status} ${refusal.code}\r\nretry-after: ${refusal.retryAfter}\r\nconnection: close\r\n\r\n`,
      );
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
  });

  return async () => running.dispose();
}

/** What Apollo says of the same errors over HTTP. */
function codeOf(error: GraphQLError): string | undefined {
  if (error.message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  if (error.originalError) return undefined;
  const isOfAVariable = error.nodes?.length === 1 && error.nodes[0]!.kind === Kind.VARIABLE_DEFINITION;
  return isOfAVariable ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
}
