import { RuleViolationError } from '../domain/errors';
import { Counts } from '../http/counts';
import type { Fact } from './fact';
import { Turns } from './turns';

/** How many facts may be buffered for a slow subscriber. */
const maxWaiting = 50_000;

/** The live stream of facts. Each subscriber reads at its own pace, and receives no earlier facts. */
export class FactStream {
  private readonly listeners = new Set<(facts: readonly Fact[]) => void>();
  private readonly counts = new Counts();
  private readonly turns = new Turns();
  /** The facts of the last publication. */
  latest: readonly Fact[] = [];

  constructor(
    private readonly onListener: () => void = () => undefined,
    private readonly max = maxWaiting,
  ) {}

  get isHeard(): boolean {
    return this.listeners.size > 0;
  }

  /** The number of subscriptions of a viewer. */
  countOf(who: string): number {
    return this.counts.of(who);
  }

  publish(...facts: Fact[]): void {
    if (facts.length === 0) return;
    this.latest = facts;
    for (const listener of this.listeners) listener(facts);
  }

  /** The wanted facts from now on, in order. An error that `wants` throws ends the subscription. */
  subscribe(wants: (fact: Fact) => Promise<boolean>, who = ''): AsyncIterableIterator<Fact, undefined> {
    const waiting: Fact[] = [];
    const over = { value: undefined, done: true } as const;
    let ended = false;
    let missed = false;
    let wake = () => {};

    const listener = (facts: readonly Fact[]) => {
      // End the subscription instead of delivering an incomplete batch.
      if (waiting.length + facts.length > this.max) missed = true;
      else waiting.push(...facts);
      wake();
    };
    const end = () => {
      if (!ended) this.counts.remove(who);
      ended = true;
      this.listeners.delete(listener);
      wake();
      return Promise.resolve(over);
    };
    const taken = async () => {
      for (;;) {
        if (ended) return over;
        if (missed)
          throw new RuleViolationError('facts-missed', 'Facts arrived faster than you read them. Subscribe again.');
        const fact = waiting.shift();
        if (!fact) await new Promise<void>((resolve) => (wake = resolve));
        else if (await wants(fact)) {
          await this.turns.next();
          if (!ended) return { value: fact, done: false } as const;
        }
      }
    };
    this.listeners.add(listener);
    this.counts.add(who);
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
