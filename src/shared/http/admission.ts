import type { Load } from '../../config';
import { callerAt } from './address';
import type { Rates } from './rates';
import type { Refusal } from './refusal';

const overloaded: Refusal = {
  status: 503,
  code: 'OVERLOADED',
  message: 'The server has as much in work as it can do well; nothing was done. Try again.',
  retryAfter: 1,
};

/** For each request in work, so many may wait. */
const maxWaitingPerCaller = 10;

/** What tells that the client has gone: the response, as Node has it. */
export interface Client {
  once(event: 'close', gone: () => void): unknown;
  off(event: 'close', gone: () => void): unknown;
}

interface Waiter {
  settle(refusal: Refusal | null): void;
}

/**
 * Decides when a request is taken on, and whether at all. A caller has only so many in a second. A bounded number is in
 * work, so that those are answered as quickly as ever; what comes beyond waits for a short time, and is refused then,
 * before anything was done. A burst may wait for long, since it passes. When the queue has not been empty for as long as
 * that, more comes than can be done: waiting helps nobody then, so each waits for a moment only, the newest is next, and
 * the others are told early to come back (as in CoDel).
 */
export class Admission {
  private inWork = 0;
  /** The one that came first is first. */
  private readonly waiting: Waiter[] = [];
  private emptyUntil = -Infinity;

  constructor(
    private readonly load: Load,
    private readonly rates: Rates,
    /** In milliseconds. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Why a request from this address is not looked at, if so. */
  refusal(address: string): Refusal | null {
    const { retryAfter } = this.rates.take(callerAt(address), 1);
    if (retryAfter === null) return null;
    const message = `Too many requests came from this address; try again in ${retryAfter} s.`;
    return { status: 429, code: 'RATE_LIMITED', message, retryAfter };
  }

  /** The refusal of what cannot wait, while as much is in work as may be. */
  overload(): Refusal | null {
    return this.inWork >= this.load.requests ? overloaded : null;
  }

  /** Waits for its turn: then it counts as in work until `leave`. Or answers why it had none. */
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
        // Whoever would be last.
        this.shed(this.isStanding() ? this.waiting[0]! : waiter);
      }
    });
  }

  /** The answer is there: whoever waits takes the place. */
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

  /** Has the queue not been empty for longer than a burst takes? */
  private isStanding(): boolean {
    return this.waiting.length > 0 && this.now() - this.emptyUntil > this.load.burst;
  }
}
