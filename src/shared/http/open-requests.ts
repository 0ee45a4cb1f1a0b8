import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './refusal';

const tooLong = (milliseconds: number) => ({
  status: 503,
  code: 'REQUEST_TIMEOUT',
  message:
    `The request was not answered within ${milliseconds / 1_000} s. ` +
    'Whether a change was made is not known: repeat it with the same idempotency key.',
  retryAfter: 5,
});

interface OpenRequest {
  /** Since when the request has been whole and waits for its answer, or the client has taken nothing more of it. */
  since: number;
  bytesWritten: number;
}

/**
 * The requests that are in work. One sweep over all of them, every now and then, limits the time of each, so that a request
 * costs no timer of its own.
 */
export class OpenRequests {
  private readonly open = new Map<FastifyReply, OpenRequest>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly milliseconds: number) {
    this.timer = setInterval(() => this.sweep(performance.now()), Math.min(1_000, milliseconds / 4));
    this.timer.unref();
  }

  begin(reply: FastifyReply): void {
    this.open.set(reply, { since: performance.now(), bytesWritten: 0 });
  }

  end(reply: FastifyReply): void {
    this.open.delete(reply);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Every request in work is answered as the last one of its connection. */
  endConnections(): void {
    for (const reply of this.open.keys()) if (!reply.raw.headersSent) void reply.header('connection', 'close');
  }

  private sweep(now: number): void {
    for (const [reply, request] of this.open) {
      const { raw } = reply;
      if (raw.closed) this.open.delete(reply);
      else if (isStillArriving(reply.request)) request.since = now;
      else if (raw.headersSent) this.limitReading(reply, request, now);
      else if (now - request.since > this.milliseconds) {
        this.open.delete(reply);
        reply.request.log.error({ path: reply.request.routeOptions.url }, 'a request took too long');
        refuse(reply, tooLong(this.milliseconds));
      }
    }
  }

  /** An answer that is a stream may take as long as its client takes some of it every now and then. */
  private limitReading(reply: FastifyReply, request: OpenRequest, now: number): void {
    const bytesWritten = reply.raw.socket?.bytesWritten ?? 0;
    if (bytesWritten !== request.bytesWritten) Object.assign(request, { since: now, bytesWritten });
    else if (now - request.since > this.milliseconds) reply.raw.destroy();
  }
}

/** The time in which a body has to arrive is limited by itself. */
function isStillArriving({ raw }: FastifyRequest): boolean {
  return !raw.complete;
}
