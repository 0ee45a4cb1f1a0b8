import { RuleViolationError } from '../domain/errors';
import type { Fact } from './fact';

/** How many facts may wait for one who takes them slowly. */
const mostWaiting = 50_000;

/** The live stream of facts. Each listener takes them at its own pace, and hears nothing of what was before. */
export class FactStream {
  private readonly listeners = new Set<(fact: Fact) => void>();

  constructor(
    private readonly onListener: () => void = () => undefined,
    private readonly most = mostWaiting,
  ) {}

  get isHeard(): boolean {
    return this.listeners.size > 0;
  }

  publish(fact: Fact): void {
    for (const listener of this.listeners) listener(fact);
  }

  /** The facts from now on that are wanted, one after the other; what `wants` throws ends it. */
  subscribe(wants: (fact: Fact) => Promise<boolean>): AsyncIterableIterator<Fact, undefined> {
    const waiting: Fact[] = [];
    const over = { value: undefined, done: true } as const;
    let ended = false;
    let missed = false;
    let wake = () => {};

    const listener = (fact: Fact) => {
      // Nobody is told a part as if it were all.
      if (waiting.length >= this.most) missed = true;
      else waiting.push(fact);
      wake();
    };
    const end = () => {
      ended = true;
      this.listeners.delete(listener);
      wake();
      return Promise.resolve(over);
    };
    const taken = async () => {
      for (;;) {
        if (ended) return over;
        if (missed)
          throw new RuleViolationError('facts-missed', 'Facts came faster than they were taken: listen anew.');
        const fact = waiting.shift();
        if (!fact) await new Promise<void>((resolve) => (wake = resolve));
        else if ((await wants(fact)) && !ended) return { value: fact, done: false } as const;
      }
    };
    this.listeners.add(listener);
    this.onListener();
    return {
      next: () =>
        taken().catch(async (error: unknown) => {
          await end();
          throw error;
        }),
      return: end,
      throw: end,
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
