import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { system } from '../../../../shared/access/viewer';
import type { Database } from '../../../../shared/database/database';
import { column, or, sql } from '../../../../shared/database/sql';
import { ConflictError } from '../../../../shared/domain/errors';
import type { Clock } from '../../../../shared/domain/clock';
import type { Storage } from '../../../documents';
import { timeImportActions } from './import.actions';
import { TimeImport } from './import.entity';
import { TimeImportStatus } from './import.lifecycle';
import { end, ImportRun, StoppedError } from './import-run';

/** For so long a process that is at work on an import may be silent before another one takes it up. */
const leaseMilliseconds = 30_000;
const lookEveryMilliseconds = 5_000;
/** After so many failures in a row an import is given up. */
const maxFailures = 5;

/** The runners of this process: one per server. */
const runners = new Set<ImportRunner>();

/**
 * Tells the runners of this process to look for work. Those who go by another clock, as a demo that is played in the past,
 * work on their imports themselves.
 */
export function nudgeRunners(clock: Clock): void {
  for (const runner of runners) if (runner.clock === clock) runner.nudge();
}

/**
 * Works through imports, one after the other. Whoever has written its name on an import last has it; it writes again with
 * every step it takes, in the transaction of the step, based on the version that it knows. So two never do the same step,
 * and one that was killed in the middle of things left a whole step behind, from which another goes on.
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

  /** Listens to what is started here; and, unless told not to, looks for what others have left. */
  start(looks: boolean): void {
    runners.add(this);
    if (!looks) return;
    this.timer = setInterval(() => this.nudge(), lookEveryMilliseconds);
    this.timer.unref();
    this.nudge();
  }

  /** Ends after the step that it is at. */
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
      .catch((error: unknown) => this.log.error({ err: error }, 'imports of time could not be looked for'))
      .finally(() => (this.running = null));
  }

  private async work(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      await this.runAll();
    }
  }

  /** Works on everything that waits and that nobody is at work on; answers how many imports that were. */
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
    const free = or([sql`${column('heldUntil')} IS NULL`, sql`${column('heldUntil')} <= ${now}`]);
    return this.database
      .reader(system)
      .list(TimeImport, { status: TimeImportStatus.RUNNING, and: [free] }, [{ column: 'createdAt' }]);
  }

  /** The import with this runner's name on it; null where another one was quicker. */
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
        this.log.warn({ import: run.id }, 'another process has taken up an import of time');
        return;
      }
      const stopped = error instanceof StoppedError;
      if (!stopped) this.log.error({ err: error, import: run.id }, 'an import of time failed');
      // Should this fail too, the lease ends by itself.
      await this.leave(run.id, stopped).catch((failure: unknown) =>
        this.log.error({ err: failure, import: run.id }, 'an import of time could not be left'),
      );
    }
  }

  /** Lets others, or itself later, go on; after many failures nobody does. */
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
          run.failureReason = 'It failed again and again. Those who run the installation find the reason in its log.';
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
