import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { OpenRequests } from './open-requests';

/** How long requests are held back while the server closes its port. */
const holdMilliseconds = 250;
const sweepMilliseconds = 50;

/**
 * Stops a server without connection resets. First it continues to serve for a while, reports not ready, and closes each
 * connection with its next response, so that load balancers and clients move on. Then it closes its port and finishes
 * the requests in flight.
 */
export class Drain {
  private held: Promise<void> | null = null;
  /** Resolves when the port is closed and the last connection has ended. */
  private closed: Promise<unknown> = Promise.resolve();
  isDraining = false;
  private isGentle = false;

  constructor(
    private readonly server: Server,
    private readonly requests: OpenRequests,
  ) {}

  /** Lets a request pass; while the server drains, as the last one of its connection. */
  pass(reply: FastifyReply, next: () => void): void {
    if (!this.isDraining) return next();
    void reply.header('connection', 'close');
    if (this.held) void this.held.then(next);
    else next();
  }

  /**
   * Makes the server report not ready and close connections after their response, while it still serves for this time.
   */
  async begin(milliseconds: number): Promise<void> {
    this.isDraining = true;
    this.requests.endConnections();
    if (milliseconds === 0) return;
    this.isGentle = true;
    await sleep(milliseconds);
  }

  /**
   * Closes the port. A connection in the accept queue at that moment would be reset. So requests are held back briefly
   * before: sequential clients then all wait for a response, and none of them connects.
   */
  async closePort(): Promise<void> {
    let release = () => {};
    if (this.isGentle) {
      this.held = new Promise((resolve) => (release = resolve));
      await sleep(holdMilliseconds);
    }
    // Registered here because, without connections, the server closes before `finish` waits for it.
    this.closed = once(this.server, 'close');
    this.server.close();
    this.held = null;
    release();
  }

  /** Waits until all connections have ended, and destroys the rest after this time. */
  async finish(milliseconds: number): Promise<void> {
    // A connection whose last response kept it alive before the drain began is now idle.
    const idle = setInterval(() => this.server.closeIdleConnections(), sweepMilliseconds);
    const impatience = setTimeout(() => this.server.closeAllConnections(), milliseconds);
    await this.closed;
    clearInterval(idle);
    clearTimeout(impatience);
  }
}
