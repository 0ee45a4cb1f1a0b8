import type { Load } from '../../config';
import { callerAt } from './address';
import type { Rates } from './rates';
import type { Refusal } from './refusal';

const overloaded: Refusal = {
  status: 503,
  code: 'OVERLOADED',
  message: 'The server is overloaded; nothing was done. Try again.',
  retryAfter: 1,
};

/** How many requests may wait for each that is in progress. */
const maxWaitingPerCaller = 10;

/** The response, which emits `close` if the client disconnects. */
export interface Client {
  once(event: 'close', gone: () => void): unknown;
  off(event: 'close', gone: () => void): unknown;
}

interface Waiter {
  settle(refusal: Refusal | null): void;
}

/**
 * Decides when a request runs, and whether it runs at all. Limits the rate of each caller, and the number of requests
 * in progress, so that these are answered quickly. Others wait in a queue for a short time and are then refused before
 * any work was done. In a burst, requests may wait long, because it passes. If the queue has not been empty for that
 * long, the overload is standing: each request then waits only briefly, the newest is served first, and the others are
 * refused early with a hint to retry (as in CoDel).
 */
export class Admission {
  private inWork = 0;
  /** In order of arrival. */
  private readonly waiting: Waiter[] = [];
  private emptyUntil = -Infinity;

  constructor(
    private readonly load: Load,
    private readonly rates: Rates,
    /** In milliseconds. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The refusal of a request from this address by its rate; null if it may continue. */
  refusal(address: string): Refusal | null {
    const { retryAfter } = this.rates.take(callerAt(address), 1);
    if (retryAfter === null) return null;
    const message = `Too many requests came from this address. Try again in ${retryAfter} s.`;
    return { status: 429, code: 'RATE_LIMITED', message, retryAfter };
  }

  /** The refusal of a request that cannot queue, while the maximum number is in progress. */
  overload(): Refusal | null {
    return this.inWork >= this.load.requests ? overloaded : null;
  }

  /** Waits for a turn; the request then counts as in progress until `leave`. Returns the refusal if it had none. */
  enter(client: Client): Promise<Refusal | null> | null {
    if (this.inWork < this.load.requests) {
      this.inWork += 1;
      return null;
    }
    if (this.waiting.length === 0) this.emptyUntil = this.now();
    return new Promise((resolve) => {
      const settle = (refusal: Refusal | null) => {
        clearTimeout(timer);
        client.off('close', leave);
        resolve(refusal);
      };
      const waiter: Waiter = { settle };
      const leave = () => this.shed(waiter);
      const timer = setTimeout(leave, this.isStanding() ? this.load.delay : this.load.burst);
      client.once('close', leave);
      this.waiting.push(waiter);
      if (this.waiting.length > this.load.requests * maxWaitingPerCaller) {
        // The one that would be served last.
        this.shed(this.isStanding() ? this.waiting[0]! : waiter);
      }
    });
  }

  /** Ends a request; the next one in the queue takes its place. */
  leave(): void {
    const next = this.isStanding() ? this.waiting.pop() : this.waiting.shift();
    if (next) next.settle(null);
    else this.inWork -= 1;
  }

  private shed(waiter: Waiter): void {
    const place = this.waiting.indexOf(waiter);
    if (place < 0) return;
    this.waiting.splice(place, 1);
    waiter.settle(overloaded);
  }

  /** Whether the queue has been non-empty for longer than a burst may last. */
  private isStanding(): boolean {
    return this.waiting.length > 0 && this.now() - this.emptyUntil > this.load.burst;
  }
}
