import { IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { callerAt } from './address';
import { Counts } from './counts';
import type { Refusal } from './refusal';

/* What lies below HTTP requests and responses: connections, upgrades, and bytes that are not a request. */

interface ConnectionLimits {
  total: number;
  perAddress: number;
}

/**
 * Limits the open connections of the server, in total and per address; those of trusted proxies count only in total.
 */
export function limitConnections(
  server: Server,
  { total, perAddress }: ConnectionLimits,
  isTrusted: (address: string) => boolean,
): void {
  const counts = new Counts();
  server.maxConnections = total;
  server.on('connection', (socket: Socket) => {
    const { remoteAddress = '' } = socket;
    if (isTrusted(remoteAddress)) return;
    const caller = callerAt(remoteAddress);
    if (counts.of(caller) >= perAddress) {
      refuseRaw(socket, {
        status: 429,
        code: 'TOO_MANY_CONNECTIONS',
        message: `This address has ${perAddress} connections open, which is the maximum.`,
        retryAfter: 1,
      });
      return;
    }
    counts.add(caller);
    socket.once('close', () => counts.remove(caller));
  });
}

/**
 * Ignores upgrades to any protocol but WebSocket, as RFC 9110 (7.8) allows: Java's HttpClient and `curl --http2`
 * request h2c on every plain connection. Node reads `upgrade` before it detaches the socket from the server, and
 * afterward the request is lost; its own option for this (`shouldUpgradeCallback`) is missing in Node 20 and 22.
 */
export class Request extends IncomingMessage {
  private asksForUpgrade: boolean | null = null;

  get upgrade(): boolean {
    if (!this.asksForUpgrade) return false;
    return this.method === 'CONNECT' || this.headers.upgrade?.toLowerCase() === 'websocket';
  }

  set upgrade(asks: boolean | null) {
    this.asksForUpgrade = asks;
  }
}

/** Handles upgrade requests. A client that misbehaves or disconnects ends at most its own socket. */
export function onUpgrade(
  server: Server,
  path: string,
  log: Logger,
  take: (request: IncomingMessage, socket: Duplex, head: Buffer) => Refusal | null,
): void {
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    // From here on, the server has no listener on the socket.
    socket.on('error', () => socket.destroy());
    try {
      const [asked = ''] = (request.url ?? '').split('?');
      const refusal = asked === path || asked === `${path}/` ? take(request, socket, head) : notHere;
      if (refusal) refuseRaw(socket, refusal);
    } catch (error) {
      // Otherwise the error would be uncaught and end the process.
      log.error({ err: error }, 'an upgrade failed');
      socket.destroy();
    }
  });
}

const notHere: Refusal = { status: 404, code: 'NOT_FOUND', message: 'There is nothing here to upgrade to.' };

/** Answers bytes that are not a request, or that arrive too slowly. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  refuseRaw(socket, refusalOf(error));
}

function refusalOf({ code }: NodeJS.ErrnoException): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: 408, code: 'REQUEST_TOO_SLOW', message: 'The request did not arrive in time.' };
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { status: 431, code: 'HEADERS_TOO_LARGE', message: 'The headers of the request are too large.' };
  }
  return { status: 400, code: 'BAD_REQUEST', message: 'This is not a valid HTTP request.' };
}

/** Responds on the socket directly, and closes it. */
function refuseRaw(socket: Duplex, { status, code, message, retryAfter }: Refusal): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const headers = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    'referrer-policy: no-referrer',
    'cache-control: no-store',
    'connection: close',
    ...(retryAfter === undefined ? [] : [`retry-after: ${retryAfter}`]),
  ];
  // Closes the socket, whether or not the client closes its half.
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
