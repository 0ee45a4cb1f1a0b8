import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Viewer } from '../access/viewer';
import type { Refusal } from '../http/refusal';

/** Why the server closes a socket: the code and the reason that clients receive. */
export interface Closing {
  code: number;
  reason: string;
}

/** After this code, graphql-ws reconnects with new connection parameters. */
export const expired: Closing = {
  code: CloseCode.Forbidden,
  reason: 'The access token has expired. Connect again with a new one.',
};
export const signedOut: Closing = { code: CloseCode.Forbidden, reason: 'This session has ended. Sign in again.' };
export const neverSignedIn: Closing = {
  code: CloseCode.Forbidden,
  reason: 'A WebSocket without an access token is closed after a short time. Connect again with one.',
};
export const tooMany: Closing = {
  code: CloseCode.TooManyInitialisationRequests,
  reason: 'You have too many WebSockets open. Close one first.',
};
export const tooManyAttempts: Closing = {
  code: CloseCode.Forbidden,
  reason: 'Too many failed attempts. Try again later.',
};
const tooNoisy: Closing = { code: 1008, reason: 'Too many messages were sent in a short time.' };
export const badMessage: Closing = { code: CloseCode.BadRequest, reason: 'Invalid message received' };
export const unavailable: Closing = { code: 1013, reason: 'The server is overloaded. Try again.' };
export const broken: Closing = { code: CloseCode.InternalServerError, reason: 'Internal server error' };

/** The socket is closed after this many messages that exceeded the rate. */
const maxRefusals = 100;
/** How much may be buffered for a client that does not read. */
const maxBufferedBytes = 16_000_000;

/** One WebSocket, with its viewer and its running operations. */
export class LiveSocket {
  viewer: Viewer | null = null;
  authorization: string | undefined;
  /** The number of messages in progress; an operation counts until it completes. */
  running = 0;
  /** The ids of subscriptions that are starting. */
  readonly opening = new Set<string>();
  /** Why the current message is refused; null if it is not. */
  refusal: Refusal | null = null;
  private refusals = 0;
  private readonly openedAt = performance.now();
  private isAlive = true;

  constructor(
    readonly socket: WebSocket,
    readonly address: string,
    readonly userAgent: string | null,
  ) {
    socket.on('pong', () => (this.isAlive = true));
    socket.on('ping', () => this.limitBuffer());
    // Each queued operation of the socket listens for its end.
    socket.setMaxListeners(0);
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  close({ code, reason }: Closing): void {
    this.socket.close(code, reason);
  }

  /** Counts a message; returns whether it is processed. */
  takes(refusal: Refusal | null): boolean {
    this.limitBuffer();
    this.refusal = refusal;
    if (refusal && (this.refusals += 1) > maxRefusals) this.close(tooNoisy);
    return this.isOpen;
  }

  /** Sends a ping; ends a socket that did not answer the previous one. */
  ping(): void {
    if (!this.isAlive) {
      this.socket.terminate();
      return;
    }
    this.isAlive = false;
    if (this.isOpen) this.socket.ping();
  }

  /** Why the socket has to close now, as far as its own state tells; null if it may stay open. */
  endOf(now: Date, anonymousMilliseconds: number): Closing | null {
    if (this.viewer?.expiresAt && this.viewer.expiresAt <= now) return expired;
    const isAnonymous = this.viewer === null || this.viewer.kind === 'ANONYMOUS';
    return isAnonymous && performance.now() - this.openedAt > anonymousMilliseconds && this.running === 0
      ? neverSignedIn
      : null;
  }

  private limitBuffer(): void {
    if (this.socket.bufferedAmount > maxBufferedBytes) this.socket.terminate();
  }
}
