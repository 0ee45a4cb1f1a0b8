import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { system } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import { column, or, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import type { Clock } from '../../../shared/domain/clock';
import { ConflictError } from '../../../shared/domain/errors';
import { trialActions } from './trial.actions';
import { IncentiveTrial } from './trial.entity';
import { IncentiveTrialStatus } from './trial.lifecycle';
import { end, StoppedError, TrialRun } from './trial-run.service';

/** After this silence of a process at work on a trial, another one starts it over. */
const leaseMilliseconds = 30_000;
const lookEveryMilliseconds = 5_000;
/** A trial is given up after this number of failures. */
const maxFailures = 3;

/** The runners of this process: one per server. */
const runners = new Set<TrialRunner>();

/** Tells the runners of this process to look for work. */
export function nudgeTrials(clock: Clock): void {
  for (const runner of runners) if (runner.clock === clock) runner.nudge();
}

/** Works through trials, one after the other, each under a lease, as imports of time do (ADR 15). */
export class TrialRunner {
  private readonly holder = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`.slice(-200);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly log: Logger,
  ) {}

  get clock(): Clock {
    return this.database.clock;
  }

  /** Listens for trials started in this process and, if `looks`, polls for those that others have left. */
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
      .catch((error: unknown) => this.log.error({ err: error }, 'could not look for trials of incentive schemes'))
      .finally(() => (this.running = null));
  }

  private async work(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      await this.runAll();
    }
  }

  /** Works on all trials that wait and that no process holds; returns how many. */
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

  private waiting(): Promise<IncentiveTrial[]> {
    const now = this.database.shapes.of(IncentiveTrial).stored('heldUntil', this.clock.now());
    const heldUntil = column<IncentiveTrial>('heldUntil');
    const free = or([sql`${heldUntil} IS NULL`, sql`${heldUntil} <= ${now}`]);
    const where = { status: IncentiveTrialStatus.RUNNING, and: [free] };
    return this.database.reader(system).list(IncentiveTrial, where, [{ column: 'createdAt' }]);
  }

  /** Takes the lease on the trial; null if another process was faster. */
  private async take(id: string): Promise<IncentiveTrial | null> {
    try {
      return await this.as(id, (trial) => {
        const isHeld = trial.heldUntil !== null && trial.heldUntil > this.clock.now();
        if (trial.status !== IncentiveTrialStatus.RUNNING || isHeld) return false;
        Object.assign(trial, { holder: this.holder, heldUntil: this.leaseEnd() });
        return true;
      });
    } catch (error) {
      if (error instanceof ConflictError) return null;
      throw error;
    }
  }

  private async attempt(trial: IncentiveTrial): Promise<void> {
    const { database } = this;
    const surroundings = { database, leaseEnd: () => this.leaseEnd(), isStopped: () => this.stopped };
    try {
      await new TrialRun(surroundings, trial).carryOut();
    } catch (error) {
      if (error instanceof ConflictError) {
        this.log.warn({ trial: trial.id }, 'another process has taken over the trial of an incentive scheme');
        return;
      }
      const stopped = error instanceof StoppedError;
      if (!stopped) this.log.error({ err: error, trial: trial.id }, 'the trial of an incentive scheme failed');
      // If this fails too, the lease expires by itself.
      await this.leave(trial.id, stopped).catch((failure: unknown) =>
        this.log.error({ err: failure, trial: trial.id }, 'could not release the trial of an incentive scheme'),
      );
    }
  }

  /** Releases the trial for others, or for this process later; after too many failures it fails for good. */
  private async leave(id: string, stopped: boolean): Promise<void> {
    await this.as(id, (trial, tx) => {
      if (trial.holder !== this.holder) return false;
      Object.assign(trial, { holder: null, heldUntil: null });
      if (stopped) return true;
      trial.failures += 1;
      trial.heldUntil = new Date(this.clock.now().getTime() + 1_000 * 2 ** trial.failures);
      const reason = 'It failed repeatedly. Ask the operators of this installation to look up the reason in its log.';
      if (trial.failures >= maxFailures) end(tx, trial, trialActions.fail, reason);
      return true;
    });
  }

  /** Changes a trial, if there is something to change. */
  private as(id: string, work: (trial: IncentiveTrial, tx: Transaction) => boolean): Promise<IncentiveTrial | null> {
    const command = { viewer: system, action: 'incentiveTrialRun', requestId: id };
    return this.database.transaction(command, async (tx) => {
      const trial = await tx.load(IncentiveTrial, id);
      return work(trial, tx) ? tx.save(trial) : null;
    });
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + leaseMilliseconds);
  }
}
