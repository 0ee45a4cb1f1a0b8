import { LRUCache } from 'lru-cache';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { system } from '../access/viewer';
import type { Database } from '../database/database';
import { column, raw, sql } from '../database/sql';
import { Fact, FactDelivery } from './fact';
import type { FactReader } from './handlers';
import { FactStream } from './stream';

const idlePollMilliseconds = 1_000;
/** The pause between two runs, however often the relay is nudged: under load, one run serves many commits. */
const pauseMilliseconds = 20;
const batch = 100;
/** How far back a poll looks again: a transaction may commit this much later than another that began after it. */
const overlapMilliseconds = 10_000;

/**
 * Delivers facts from the outbox to their handlers and to the live stream. Each delivery is a row that is deleted in
 * the handler's own transaction, so its effect happens exactly once, across nodes and retries.
 */
export class Relay {
  readonly stream = new FactStream(() => this.listenFromNow());
  private readonly readers: Map<string, FactReader>;
  private readonly streamed = new LRUCache<string, true>({ max: 50_000 });
  /** Since when the stream has had a subscriber; null without one. */
  private heardFrom: Date | null = null;
  /** When the stream was last brought up to date; null before the first subscription. */
  private streamedAt: Date | null = null;
  private timer: NodeJS.Timeout | null = null;
  private pause: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    private readonly database: Database,
    readers: readonly FactReader[],
    private readonly log: Logger,
  ) {
    this.readers = new Map(readers.map((reader) => [reader.name, reader]));
    database.onFacts(() => this.nudge());
  }

  start(): void {
    this.timer = setInterval(() => this.nudge(), idlePollMilliseconds);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    if (this.pause) clearTimeout(this.pause);
    await this.running;
  }

  /** Requests a run soon; several requests in a short time are served by one run. */
  nudge(): void {
    if (this.stopped) return;
    if (this.running || this.pause) this.again = true;
    else this.run();
  }

  private run(): void {
    this.running = this.work()
      .catch((error: unknown) => this.log.error({ err: error }, 'the relay failed and will try again'))
      .finally(() => {
        this.running = null;
        this.pause = setTimeout(() => {
          this.pause = null;
          if (!this.again) return;
          this.again = false;
          this.nudge();
        }, pauseMilliseconds);
        this.pause.unref();
      });
  }

  /** Waits until every due delivery has been tried. */
  async settle(): Promise<void> {
    await this.running;
    do {
      // This run covers all nudges so far.
      this.again = false;
      this.run();
      await this.running;
    } while (this.again);
  }

  private async work(): Promise<void> {
    await this.streamNewFacts();
    while (!this.stopped && (await this.deliverSome()) === batch);
  }

  private listenFromNow(): void {
    this.heardFrom ??= this.database.clock.now();
    this.nudge();
  }

  /** Reads nothing without subscribers, which is the usual case. */
  private async streamNewFacts(): Promise<void> {
    const { heardFrom } = this;
    if (!heardFrom || !this.stream.isHeard) {
      this.heardFrom = this.streamedAt = null;
      return;
    }
    const now = this.database.clock.now();
    const begins = this.streamedAt === null;
    const from = new Date((this.streamedAt ?? heardFrom).getTime() - overlapMilliseconds);
    const since = this.database.shapes.of(Fact).stored('occurredAt', from);
    const cells = await this.database.cells(
      sql`SELECT id FROM fact WHERE occurredAt >= ${since} ORDER BY occurredAt, id`,
    );
    const news = cells.map(([id]) => id as Fact['id']).filter((id) => !this.streamed.has(id));
    for (let start = 0; start < news.length; start += batch) {
      const facts = await this.database
        .reader(system)
        .list(Fact, { id: news.slice(start, start + batch) }, [{ column: 'occurredAt' }, { column: 'id' }]);
      for (const { id } of facts) this.streamed.set(id, true);
      // Facts from before the first subscription are only noted, so that they do not appear as new later.
      this.stream.publish(...(begins ? facts.filter(({ occurredAt }) => occurredAt >= heardFrom) : facts));
    }
    this.streamedAt = now;
  }

  private async deliverSome(): Promise<number> {
    const due = this.database.shapes.of(FactDelivery).stored('nextAttemptAt', this.database.clock.now());
    const deliveries = await this.database
      .reader(system)
      .list(FactDelivery, { and: [sql`${column<FactDelivery>('nextAttemptAt')} <= ${due}`, this.oneBatch(due)] }, [
        { column: 'id' },
      ]);
    for (const delivery of deliveries) if (!this.stopped) await this.deliver(delivery);
    return deliveries.length;
  }

  private oneBatch(due: unknown) {
    return sql`${column<FactDelivery>('id')} IN (SELECT id FROM (SELECT id FROM fact_delivery WHERE nextAttemptAt <= ${due} ORDER BY id LIMIT ${raw(String(batch))}) AS batch)`;
  }

  private async deliver(delivery: FactDelivery): Promise<void> {
    const reader = this.readers.get(delivery.reader);
    const command = { viewer: system, action: delivery.reader, requestId: randomUUID() };
    try {
      await this.database.transaction(command, async (tx) => {
        const mine = await tx.execute(sql`DELETE FROM fact_delivery WHERE id = ${delivery.id}`);
        // Another node has handled the fact, or its handler is no longer installed.
        if (mine === 0 || !reader) return;
        await reader.read(tx, await tx.load(Fact, delivery.factId));
      });
    } catch (error) {
      this.log.error({ err: error, reader: delivery.reader, factId: delivery.factId }, 'a fact handler failed');
      await this.postpone(delivery, error);
    }
  }

  private async postpone(delivery: FactDelivery, error: unknown): Promise<void> {
    const attempts = delivery.attempts + 1;
    const pause = Math.min(3_600_000, 1_000 * 2 ** attempts);
    const at = new Date(this.database.clock.now().getTime() + pause);
    const next = this.database.shapes.of(FactDelivery).stored('nextAttemptAt', at);
    const command = { viewer: system, action: delivery.reader, requestId: randomUUID() };
    await this.database.transaction(command, (tx) =>
      tx.execute(
        sql`UPDATE fact_delivery SET attempts = ${attempts}, nextAttemptAt = ${next}, lastError = ${String(error)} WHERE id = ${delivery.id}`,
      ),
    );
  }
}
