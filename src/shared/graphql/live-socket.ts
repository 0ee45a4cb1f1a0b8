import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Viewer } from '../access/viewer';
import type { Refusal } from '../http/refusal';

/** Why a socket is closed by the server: a code and a reason, as clients are told. */
export interface Closing {
  code: number;
  reason: string;
}

/** graphql-ws connects again after this code, with connection parameters that it asks for again. */
export const expired: Closing = {
  code: CloseCode.Forbidden,
  reason: 'The access token has expired: connect again with a new one.',
};
export const signedOut: Closing = { code: CloseCode.Forbidden, reason: 'This session has ended: sign in again.' };
export const neverSignedIn: Closing = {
  code: CloseCode.Forbidden,
  reason: 'Sockets without an access token are short: connect again with one.',
};
export const tooMany: Closing = {
  code: CloseCode.TooManyInitialisationRequests,
  reason: 'You have as many sockets open as you may: close one first.',
};
export const tooManyAttempts: Closing = {
  code: CloseCode.Forbidden,
  reason: 'Too many failed attempts: try again later.',
};
const tooNoisy: Closing = { code: 1008, reason: 'Too many messages were sent in too short a time.' };
export const badMessage: Closing = { code: CloseCode.BadRequest, reason: 'Invalid message received' };
export const unavailable: Closing = { code: 1013, reason: 'The server has no time for this now: try again.' };
export const broken: Closing = { code: CloseCode.InternalServerError, reason: 'Internal server error' };

/** After so many messages that came too fast, and were not answered, the socket is closed. */
const maxRefusals = 100;
/** What may wait to be sent to a client that does not read. */
const maxBufferedBytes = 16_000_000;

/** One WebSocket: who is on it, and what is going on. */
export class LiveSocket {
  viewer: Viewer | null = null;
  authorization: string | undefined;
  /** The messages that are being worked on; each operation is one until it is over. */
  running = 0;
  /** The ids of subscriptions that are about to begin. */
  readonly opening = new Set<string>();
  /** Why the message that is being taken is not answered, if so. */
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
    // A place in the queue listens for its end, and operations wait there together.
    socket.setMaxListeners(0);
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  close({ code, reason }: Closing): void {
    this.socket.close(code, reason);
  }

  /** Takes note that a message came; answers whether it is looked at. */
  takes(refusal: Refusal | null): boolean {
    this.limitBuffer();
    this.refusal = refusal;
    if (refusal && (this.refusals += 1) > maxRefusals) this.close(tooNoisy);
    return this.isOpen;
  }

  /** Asks for a sign of life, and ends a socket that gave none since it was last asked. */
  ping(): void {
    if (!this.isAlive) {
      this.socket.terminate();
      return;
    }
    this.isAlive = false;
    if (this.isOpen) this.socket.ping();
  }

  /** Why the socket has to end now, if so, as far as it knows by itself. */
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
