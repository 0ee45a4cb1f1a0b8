import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { OpenRequests } from './open-requests';

/** How long requests are held back while the server closes its port. */
const holdMilliseconds = 250;
const sweepMilliseconds = 50;

/**
 * Ends a server without a reset for its clients. First it still serves for a while, is not ready, and ends each connection
 * with its next answer, so that load balancers and clients go elsewhere. Then it closes its port and finishes what is in
 * work.
 */
export class Drain {
  private held: Promise<void> | null = null;
  /** Settles when the port is closed and the last connection has ended. */
  private closed: Promise<unknown> = Promise.resolve();
  isDraining = false;
  private isGentle = false;

  constructor(
    private readonly server: Server,
    private readonly requests: OpenRequests,
  ) {}

  /** Lets a request pass; while the server is draining, as the last one of its connection. */
  pass(reply: FastifyReply, next: () => void): void {
    if (!this.isDraining) return next();
    void reply.header('connection', 'close');
    if (this.held) void this.held.then(next);
    else next();
  }

  /** From now on the server is not ready, and ends connections; for this time it serves all the same. */
  async begin(milliseconds: number): Promise<void> {
    this.isDraining = true;
    this.requests.endConnections();
    if (milliseconds === 0) return;
    this.isGentle = true;
    await sleep(milliseconds);
  }

  /**
   * Closes the port. A connection that waits to be accepted at that moment would be reset. So requests are held back for a
   * moment before: clients that ask one thing after the other then all wait for an answer, and none of them connects.
   */
  async closePort(): Promise<void> {
    let release = () => {};
    if (this.isGentle) {
      this.held = new Promise((resolve) => (release = resolve));
      await sleep(holdMilliseconds);
    }
    // Listened for from here on: without connections, the server ends before anybody comes to wait for it.
    this.closed = once(this.server, 'close');
    this.server.close();
    this.held = null;
    release();
  }

  /** Waits until all connections have ended, and ends them after this time. */
  async finish(milliseconds: number): Promise<void> {
    // A connection that was told to be kept before the server began to drain is idle now.
    const idle = setInterval(() => this.server.closeIdleConnections(), sweepMilliseconds);
    const impatience = setTimeout(() => this.server.closeAllConnections(), milliseconds);
    await this.closed;
    clearInterval(idle);
    clearTimeout(impatience);
  }
}
