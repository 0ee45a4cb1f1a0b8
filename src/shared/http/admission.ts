import { performance } from 'node:perf_hooks';
import type { Load } from '../../config';
import { callerAt } from './address';
import type { Rates } from './rates';
import type { Refusal } from './refusal';

const tickMilliseconds = 10;

const overloaded: Refusal = {
  status: 503,
  code: 'OVERLOADED',
  message: 'The server has as much in work as it can do well; nothing was done. Try again.',
  retryAfter: 1,
};

/**
 * Decides whether a request is taken on. A caller has only so many in a second. Those beyond what the process can do well are refused while that is cheap, so
 * that the others are answered as quickly as ever: a bounded number is in work, and of what has piled up while the
 * event loop was held up, only as much is taken on as can still be answered in time.
 */
export class Admission {
  private inWork = 0;
  private lastTick = performance.now();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly load: Load,
    private readonly rates: Rates,
  ) {
    this.timer = setInterval(() => {
      this.lastTick = performance.now();
    }, tickMilliseconds);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Why a request from this address is not taken on, if so. */
  refusal(address: string): Refusal | null {
    const { retryAfter } = this.rates.take(callerAt(address), 1);
    if (retryAfter === null) return this.overload();
    const message = `Too many requests came from this address; try again in ${retryAfter} s.`;
    return { status: 429, code: 'RATE_LIMITED', message, retryAfter };
  }

  /** The refusal of whatever would be more than the process can do well. */
  overload(): Refusal | null {
    // How long this turn of the event loop has been going on: what is read now has waited about as long.
    const delay = performance.now() - this.lastTick - tickMilliseconds;
    return this.inWork >= this.load.requests || delay > this.load.delay ? overloaded : null;
  }

  /** Counts as in work until the answer is there. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.inWork += 1;
    try {
      return await work();
    } finally {
      this.inWork -= 1;
    }
  }
}
