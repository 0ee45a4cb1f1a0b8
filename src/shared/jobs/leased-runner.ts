import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { system } from '../access/viewer';
import type { Database } from '../database/database';
import type { Where } from '../database/reader';
import type { StoredClass } from '../database/record';
import { column, or, sql } from '../database/sql';
import type { Transaction } from '../database/transaction';
import type { Clock } from '../domain/clock';
import { ConflictError } from '../domain/errors';
import type { LeasedRecord } from './leased-record';

/** After this silence of a process at work, another one takes the work up. */
const leaseMilliseconds = 30_000;
const lookEveryMilliseconds = 5_000;
/** Work is given up after this number of failures in a row. */
const maxFailures = 5;
const gaveUp = 'It failed repeatedly. Ask the operators of this installation to look up the reason in its log.';

/** The process is shutting down: another one takes the work up. */
export class StoppedError extends Error {
  constructor() {
    super('This process is shutting down.');
  }
}

/** What the work needs to know about its runner. */
export interface Lease {
  /** Until when a step that is stored now holds the record. */
  end(): Date;
  isStopped(): boolean;
}

/** The runners of this process: one of each kind per server. */
const runners = new Set<LeasedRunner<LeasedRecord>>();

/**
 * Works through records of one kind, one after the other (ADR 15). A lease decides who works: the process that last
 * wrote its name on a record holds it, and renews the lease with its steps, each in the step's transaction and with the
 * version that it knows. So two processes never take the same step, and a killed one leaves only whole steps behind.
 */
export abstract class LeasedRunner<T extends LeasedRecord> {
  private readonly holder = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`.slice(-200);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> | null = null;
  private again = false;
  private stopped = false;

  protected constructor(
    protected readonly database: Database,
    private readonly log: Logger,
    private readonly recordClass: StoredClass<T>,
    /** The status of records with work to do. */
    private readonly open: T['status'],
  ) {}

  /** Carries a record of this process to its end. Throws `StoppedError` if the lease says so. */
  protected abstract carryOut(record: T, lease: Lease): Promise<void>;
  /** Ends a record that failed too often; the caller saves it. */
  protected abstract giveUp(tx: Transaction, record: T, reason: string): void;

  /**
   * Tells the runners of this kind in this process to look for work. Callers with another clock, such as a demo played in
   * the past, do the work themselves.
   */
  static nudge(clock: Clock): void {
    for (const runner of runners) if (runner instanceof this && runner.database.clock === clock) runner.nudge();
  }

  /** Listens for work of this process and, if `looks`, polls for what others have left. */
  start(looks: boolean): void {
    runners.add(this);
    if (!looks) return;
    this.timer = setInterval(() => this.nudge(), lookEveryMilliseconds);
    this.timer.unref();
    this.nudge();
  }

  /** Ends after the current step. */
  async stop(): Promise<void> {
    this.stopped = true;
    runners.delete(this);
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  nudge(): void {
    if (this.stopped) return;
    this.again = true;
    this.running ??= this.work()
      .catch((error: unknown) => this.log.error({ err: error, kind: this.kind }, 'could not look for long work'))
      .finally(() => (this.running = null));
  }

  private get kind(): string {
    return this.recordClass.name;
  }

  private async work(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      await this.runAll();
    }
  }

  /** Works on all records that wait and that no process holds; returns how many. */
  async runAll(): Promise<number> {
    const tried = new Set<string>();
    for (let many = 0; ;) {
      const found = (await this.waiting()).find(({ id }) => !tried.has(id));
      if (!found || this.stopped) return many;
      tried.add(found.id);
      const mine = await this.take(found.id);
      if (!mine) continue;
      many += 1;
      await this.attempt(mine);
    }
  }

  private waiting(): Promise<T[]> {
    const now = this.database.shapes.of(this.recordClass).stored('heldUntil', this.database.clock.now());
    const heldUntil = column<LeasedRecord>('heldUntil');
    const free = or([sql`${heldUntil} IS NULL`, sql`${heldUntil} <= ${now}`]);
    const where = { status: this.open, and: [free] } as unknown as Where<T>;
    return this.database.reader(system).list(this.recordClass, where, [{ column: 'createdAt' }]);
  }

  /** Takes the lease on a record; null if another process was faster. */
  private async take(id: string): Promise<T | null> {
    try {
      return await this.change(id, (record) => {
        const isHeld = record.heldUntil !== null && record.heldUntil > this.database.clock.now();
        if (record.status !== this.open || isHeld) return false;
        Object.assign(record, { holder: this.holder, heldUntil: this.leaseEnd() });
        return true;
      });
    } catch (error) {
      if (error instanceof ConflictError) return null;
      throw error;
    }
  }

  private async attempt(record: T): Promise<void> {
    const about = { kind: this.kind, record: record.id };
    try {
      await this.carryOut(record, { end: () => this.leaseEnd(), isStopped: () => this.stopped });
    } catch (error) {
      if (error instanceof ConflictError) {
        this.log.warn(about, 'another process has taken over long work');
        return;
      }
      const stopped = error instanceof StoppedError;
      if (!stopped) this.log.error({ ...about, err: error }, 'long work failed');
      // If this fails too, the lease expires by itself.
      await this.leave(record.id, stopped).catch((failure: unknown) =>
        this.log.error({ ...about, err: failure }, 'could not release long work'),
      );
    }
  }

  /** Releases a record for others, or for this process later; after too many failures it is given up. */
  private async leave(id: string, stopped: boolean): Promise<void> {
    await this.change(id, (record, tx) => {
      if (record.holder !== this.holder) return false;
      Object.assign(record, { holder: null, heldUntil: null });
      if (stopped) return true;
      record.failures += 1;
      record.heldUntil = new Date(this.database.clock.now().getTime() + 1_000 * 2 ** record.failures);
      if (record.failures >= maxFailures) this.giveUp(tx, record, gaveUp);
      return true;
    });
  }

  /** Changes a record, if there is something to change. */
  private change(id: string, work: (record: T, tx: Transaction) => boolean): Promise<T | null> {
    const command = { viewer: system, action: 'run long work', requestId: id };
    return this.database.transaction(command, async (tx) => {
      const record = await tx.load(this.recordClass, id);
      return work(record, tx) ? tx.save(record) : null;
    });
  }

  private leaseEnd(): Date {
    return new Date(this.database.clock.now().getTime() + leaseMilliseconds);
  }
}
