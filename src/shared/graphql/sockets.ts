import type { IncomingMessage, Server } from 'node:http';
import { randomUUID } from 'node:crypto';
import { execute, type ExecutionArgs, GraphQLError, subscribe } from 'graphql';
import {
  type Context as SocketContext,
  handleProtocols,
  makeServer,
  MessageType,
  type OperationResult,
  stringifyMessage,
} from 'graphql-ws';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Connections } from '../../config';
import type { Viewer } from '../access/viewer';
import { isUnavailable } from '../database/unavailable';
import type { Clock } from '../domain/clock';
import { callerAt } from '../http/address';
import type { Admission } from '../http/admission';
import { Counts } from '../http/counts';
import { onUpgrade } from '../http/raw';
import type { Refusal } from '../http/refusal';
import type { Context } from './context';
import { badMessage, broken, LiveSocket, signedOut, tooMany, tooManyAttempts, unavailable } from './live-socket';
import { isTooDeep } from './errors';
import type { Envelope } from './metering';
import { errorOf, type OperationRules, type Prepared, SocketOperations } from './socket-operations';

interface Options extends OperationRules {
  path: string;
  connections: Connections;
  admission: Admission;
  clock: Clock;
  log: Logger;
  /** Why new connections are refused now; null if they are not. */
  refusal(): Refusal | null;
  addressOf(request: IncomingMessage): string;
  viewerOf(authorization: string | undefined, address: string): Promise<Viewer | null>;
  /** The current state of viewers; null for each whose session or account has ended. */
  current(viewers: readonly Viewer[]): Promise<(Viewer | null)[]>;
}

type Params = Record<string, unknown>;
type Socket = SocketContext<Params, LiveSocket>;

const closeMilliseconds = 5_000;
const viewersPerStatement = 500;

/** Serves GraphQL over WebSockets, under the same limits as over HTTP. Returns a function that ends it. */
export function serveSockets(server: Server, options: Options): () => Promise<void> {
  const { schema, limits, connections, admission, clock, log } = options;
  const operations = new SocketOperations(options);
  const byAddress = new Counts();
  const byViewer = new Counts();
  const open = new Set<LiveSocket>();
  const acceptor = new WebSocketServer(acceptorOptions(limits.bodyBytes));

  const envelopeOf = ({ address, userAgent, authorization }: LiveSocket): Envelope => ({
    requestId: randomUUID(),
    authorization,
    address,
    userAgent,
    idempotencyKey: null,
  });

  /** Identifies the viewer; the socket counts toward their maximum. */
  async function enter(live: LiveSocket, authorization: unknown): Promise<boolean> {
    if (authorization !== undefined && typeof authorization !== 'string') return false;
    const viewer = await options.viewerOf(authorization, live.address);
    if (!viewer) return false;
    const who = viewer.userId ?? viewer.apiKey?.id;
    if (who && byViewer.of(who) >= connections.socketsPerViewer) {
      live.close(tooMany);
      return false;
    }
    Object.assign(live, { viewer, authorization });
    if (who && live.isOpen) {
      byViewer.add(who);
      live.socket.once('close', () => byViewer.remove(who));
    }
    return true;
  }

  /** A `ping` whose payload has a new access token of the same session renews the socket. */
  async function renew(live: LiveSocket, payload: Params | undefined): Promise<object | undefined> {
    const authorization = payload?.authorization;
    if (authorization === undefined) return payload;
    if (live.refusal || typeof authorization !== 'string') return { renewed: false };
    const viewer = await options.viewerOf(authorization, live.address);
    if (!viewer?.expiresAt || viewer.sessionId !== live.viewer?.sessionId) return { renewed: false };
    Object.assign(live, { viewer, authorization });
    return { renewed: true, expiresAt: viewer.expiresAt.toISOString() };
  }

  async function begin(
    { extra: live, subscriptions }: Socket,
    id: string,
    payload: Parameters<SocketOperations['prepare']>[0],
  ) {
    if (live.refusal) return [errorOf(live.refusal)];
    if (live.running > connections.operationsPerSocket) {
      return [tooManyOf('OPERATIONS', 'operations', connections.operationsPerSocket)];
    }
    const refusal = await admission.enter(live.socket);
    if (refusal) return [errorOf(refusal)];
    const envelope = envelopeOf(live);
    let prepared: Prepared | readonly GraphQLError[] = [];
    try {
      prepared = await operations.prepare(payload, envelope);
      if ('schema' in prepared && prepared.isSubscription) {
        const running = Object.keys(subscriptions).filter((each) => subscriptions[each] !== null);
        const all = new Set([...running, ...live.opening]);
        if (all.size < connections.subscriptionsPerSocket) live.opening.add(id);
        else prepared = [tooManyOf('SUBSCRIPTIONS', 'subscriptions', connections.subscriptionsPerSocket)];
      }
      return prepared;
    } catch (error) {
      const known = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
      known.extensions.requestId = envelope.requestId;
      return [known];
    } finally {
      // An operation that runs keeps its place until its result is sent.
      if (!('schema' in prepared)) admission.leave();
    }
  }

  const protocol = makeServer<Params, LiveSocket>({
    schema,
    connectionInitWaitTimeout: connections.socketInitTimeout,
    execute: (args) => leaving(admission, execute, args),
    subscribe: (args) => leaving(admission, subscribe, args),
    onConnect: ({ connectionParams, extra: live }) => enter(live, connectionParams?.authorization),
    onSubscribe: (context, id, payload) => begin(context, id, payload),
    // The library registers the subscription just after this callback.
    onOperation: ({ extra: live }, id) => void setImmediate(() => live.opening.delete(id)),
    onError: ({ extra: live }, _id, _payload, errors) => {
      const requestId = (errors[0] as GraphQLError).extensions.requestId as string | undefined;
      const hasEnded =
        live.viewer?.sessionId && errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
      // After the error has been sent.
      if (hasEnded) setImmediate(() => live.close(live.endOf(clock.now(), Infinity) ?? signedOut));
      return operations.told(errors, requestId);
    },
    onNext: ({ extra: live }, _id, _payload, args, result) => {
      const end = live.endOf(clock.now(), Infinity);
      if (end) live.close(end);
      const { requestId } = args.contextValue as Context;
      return result.errors && { ...result, errors: operations.told(result.errors, requestId) };
    },
  });

  async function take(live: LiveSocket, message: string, handle: (message: string) => Promise<void>): Promise<void> {
    if (!live.isOpen || !live.takes(admission.refusal(live.address))) return;
    live.running += 1;
    try {
      await handle(message);
    } catch (error) {
      if (isMistake(error)) return live.close(badMessage);
      if (error instanceof GraphQLError && error.extensions.code === 'RATE_LIMITED') return live.close(tooManyAttempts);
      log.error({ err: error }, 'a message on a socket could not be processed');
      live.close(isUnavailable(error) ? unavailable : broken);
    } finally {
      live.running -= 1;
    }
  }

  const sendTo = (live: LiveSocket) => (text: string) =>
    new Promise<void>((resolve) => {
      // If the socket closes during the send, its close event reports it.
      if (live.isOpen) live.socket.send(text, () => resolve());
      else resolve();
    });

  function serve(socket: WebSocket, address: string, userAgent: string | null): void {
    const live = new LiveSocket(socket, address, userAgent);
    open.add(live);
    byAddress.add(callerAt(address));
    const send = sendTo(live);
    // A frame that violates the protocol; the library closes the socket.
    socket.on('error', () => undefined);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send,
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => socket.on('message', (data) => void take(live, String(data), handle)),
        onPing: async (payload) => {
          const answer = await renew(live, payload);
          await send(stringifyMessage({ type: MessageType.Pong, ...(answer && { payload: answer as Params }) }));
        },
      },
      live,
    );
    socket.once('close', (code, reason) => {
      open.delete(live);
      byAddress.remove(callerAt(address));
      closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'a socket ended with an error'));
    });
  }

  onUpgrade(server, options.path, log, (request, socket, head) => {
    const address = options.addressOf(request);
    const refusal =
      admission.refusal(address) ?? options.refusal() ?? admission.overload() ?? tooManySocketsOf(address);
    const userAgent = request.headers['user-agent'] ?? null;
    if (!refusal) acceptor.handleUpgrade(request, socket, head, (accepted) => serve(accepted, address, userAgent));
    return refusal;
  });

  function tooManySocketsOf(address: string): Refusal | null {
    if (byAddress.of(callerAt(address)) < connections.socketsPerAddress) return null;
    const message = `This address has ${connections.socketsPerAddress} WebSockets open, which is the maximum.`;
    return { status: 429, code: 'TOO_MANY_SOCKETS', message, retryAfter: 1 };
  }

  /** Ends sockets without a valid viewer: unresponsive ones, and those whose token or session has expired. */
  async function sweep(): Promise<void> {
    const signedIn: (LiveSocket & { viewer: Viewer })[] = [];
    for (const live of open) {
      live.ping();
      const end = live.endOf(clock.now(), connections.socketAnonymousTimeout);
      if (end) live.close(end);
      else if (live.isOpen && live.viewer?.sessionId) signedIn.push(live as (typeof signedIn)[number]);
    }
    for (let start = 0; start < signedIn.length; start += viewersPerStatement) {
      const some = signedIn.slice(start, start + viewersPerStatement);
      const current = await options.current(some.map(({ viewer }) => viewer));
      some.forEach((live, index) => current[index] || live.close(signedOut));
    }
  }
  const timer = setInterval(
    () => void sweep().catch((error: unknown) => log.error({ err: error }, 'the sessions of sockets were not checked')),
    connections.socketPing,
  );
  timer.unref();

  return async () => {
    clearInterval(timer);
    const ended = [...open].map((live) => {
      const end = new Promise((resolve) => live.socket.once('close', resolve));
      live.close({ code: 1001, reason: 'Going away' });
      return end;
    });
    await Promise.all(ended);
  };
}

/**
 * A message of a type that only servers send, or one that is nested too deeply; recognizable only by the error's text.
 */
function isMistake(error: unknown): boolean {
  return isTooDeep(error) || (error instanceof Error && error.message.startsWith('Unexpected message of type'));
}

/** The library's types lack some of its options. */
function acceptorOptions(maxPayload: number) {
  return {
    noServer: true,
    maxPayload,
    closeTimeout: closeMilliseconds,
    handleProtocols: (protocols: Set<string>) => handleProtocols(protocols),
  };
}

/** Runs an admitted operation, and leaves with the result. */
async function leaving(admission: Admission, run: (args: ExecutionArgs) => OperationResult, args: ExecutionArgs) {
  try {
    return await run(args);
  } finally {
    admission.leave();
  }
}

function tooManyOf(code: string, what: string, most: number): GraphQLError {
  return new GraphQLError(`This WebSocket has ${most} ${what} running, which is the maximum. End one first.`, {
    extensions: { code: `TOO_MANY_${code}` },
  });
}
