import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './refusal';

const tooLong = (milliseconds: number) => ({
  status: 503,
  code: 'REQUEST_TIMEOUT',
  message:
    `The request was not answered within ${milliseconds / 1_000} s. ` +
    'Whether a change was made is not known: retry with the same idempotency key.',
  retryAfter: 5,
});

interface OpenRequest {
  /** Since when the request, fully received, has waited for its response, or the client has read nothing further. */
  since: number;
  bytesWritten: number;
}

/** The requests in flight. One timer sweeps all of them, so that a request needs no timer of its own. */
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

  /** Closes the connection of every request in flight after its response. */
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

  /** A streamed response may take any time while the client continues to read it. */
  private limitReading(reply: FastifyReply, request: OpenRequest, now: number): void {
    const bytesWritten = reply.raw.socket?.bytesWritten ?? 0;
    if (bytesWritten !== request.bytesWritten) Object.assign(request, { since: now, bytesWritten });
    else if (now - request.since > this.milliseconds) reply.raw.destroy();
  }
}

/** A separate limit applies while the body arrives. */
function isStillArriving({ raw }: FastifyRequest): boolean {
  return !raw.complete;
}
