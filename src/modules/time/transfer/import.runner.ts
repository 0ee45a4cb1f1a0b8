import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { system } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import { column, or, sql } from '../../../shared/database/sql';
import { ConflictError } from '../../../shared/domain/errors';
import type { Clock } from '../../../shared/domain/clock';
import type { Storage } from '../../documents';
import { timeImportActions } from './import.actions';
import { TimeImport } from './import.entity';
import { TimeImportStatus } from './import.lifecycle';
import { end, ImportRun, StoppedError } from './import-run.service';

/** After this silence of a process at work on an import, another one takes it up. */
const leaseMilliseconds = 30_000;
const lookEveryMilliseconds = 5_000;
/** An import is given up after this number of failures in a row. */
const maxFailures = 5;

/** The runners of this process: one per server. */
const runners = new Set<ImportRunner>();

/**
 * Tells the runners of this process to look for work. Callers with another clock, such as a demo played in the past,
 * work on their imports themselves.
 */
export function nudgeRunners(clock: Clock): void {
  for (const runner of runners) if (runner.clock === clock) runner.nudge();
}

/**
 * Works through imports, one after the other. A lease decides who works: the process that last wrote its name on an
 * import holds it, and renews the lease with every step, in the step's transaction and with the version that it knows.
 * So two processes never take the same step, and a killed one leaves only whole steps behind, from which another
 * continues.
 */
export class ImportRunner {
  private readonly holder = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`.slice(-200);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly log: Logger,
    private readonly lease = leaseMilliseconds,
  ) {}

  get clock(): Clock {
    return this.database.clock;
  }

  /** Listens for imports started in this process and, if `looks`, polls for those that others have left. */
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
      .catch((error: unknown) => this.log.error({ err: error }, 'could not look for imports of time'))
      .finally(() => (this.running = null));
  }

  private async work(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      await this.runAll();
    }
  }

  /** Works on all imports that wait and that no process holds; returns how many. */
  async runAll(): Promise<number> {
    let many = 0;
    const tried = new Set<string>();
    for (;;) {
      const found = (await this.waiting()).find(({ id }) => !tried.has(id));
      if (!found || this.stopped) return many;
      tried.add(found.id);
      const mine = await this.take(found.id);
      if (!mine) continue;
      many += 1;
      await this.attempt(mine);
    }
  }

  private waiting(): Promise<TimeImport[]> {
    const now = this.database.shapes.of(TimeImport).stored('heldUntil', this.database.clock.now());
    const free = or([
      sql`${column<TimeImport>('heldUntil')} IS NULL`,
      sql`${column<TimeImport>('heldUntil')} <= ${now}`,
    ]);
    return this.database
      .reader(system)
      .list(TimeImport, { status: TimeImportStatus.RUNNING, and: [free] }, [{ column: 'createdAt' }]);
  }

  /** Takes the lease on the import; null if another process was faster. */
  private async take(id: string): Promise<TimeImport | null> {
    try {
      return await this.as(id, async (run) => {
        const now = this.database.clock.now();
        if (run.status !== TimeImportStatus.RUNNING || (run.heldUntil && run.heldUntil > now)) return false;
        Object.assign(run, { holder: this.holder, heldUntil: this.leaseEnd() });
        return true;
      });
    } catch (error) {
      if (error instanceof ConflictError) return null;
      throw error;
    }
  }

  private async attempt(run: TimeImport): Promise<void> {
    const surroundings = {
      database: this.database,
      storage: this.storage,
      leaseEnd: () => this.leaseEnd(),
      isStopped: () => this.stopped,
    };
    try {
      await new ImportRun(surroundings, run).carryOut();
    } catch (error) {
      if (error instanceof ConflictError) {
        this.log.warn({ import: run.id }, 'another process has taken over an import of time');
        return;
      }
      const stopped = error instanceof StoppedError;
      if (!stopped) this.log.error({ err: error, import: run.id }, 'an import of time failed');
      // If this fails too, the lease expires by itself.
      await this.leave(run.id, stopped).catch((failure: unknown) =>
        this.log.error({ err: failure, import: run.id }, 'could not release an import of time'),
      );
    }
  }

  /** Releases the import for others, or for this process later; after too many failures it fails for good. */
  private async leave(id: string, stopped: boolean): Promise<void> {
    await this.as(id, async (run, tx) => {
      if (run.holder !== this.holder) return false;
      if (stopped) Object.assign(run, { holder: null, heldUntil: null });
      else {
        run.failures += 1;
        const pause = 1_000 * 2 ** run.failures;
        run.holder = null;
        run.heldUntil = new Date(this.database.clock.now().getTime() + pause);
        if (run.failures >= maxFailures) {
          end(tx, run, timeImportActions.fail);
          run.failureReason =
            'It failed repeatedly. Ask the operators of this installation to look up the reason in its log.';
        }
      }
      return true;
    });
  }

  /** Changes an import, if the work finds something to change. */
  private as(
    id: string,
    work: (run: TimeImport, tx: Parameters<Parameters<Database['transaction']>[1]>[0]) => Promise<boolean>,
  ): Promise<TimeImport | null> {
    const command = { viewer: system, action: 'timeImportRun', requestId: id };
    return this.database.transaction(command, async (tx) => {
      const run = await tx.load(TimeImport, id);
      return (await work(run, tx)) ? tx.save(run) : null;
    });
  }

  private leaseEnd(): Date {
    return new Date(this.database.clock.now().getTime() + this.lease);
  }
}
