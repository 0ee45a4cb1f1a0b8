import { randomBytes, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Cron } from 'croner';
import { system } from '../access/viewer';
import type { Database } from '../database/database';
import { join, raw, type Sql, sql } from '../database/sql';
import type { Transaction } from '../database/transaction';
import type { PlainDate } from '../domain/dates';
import { RuleViolationError } from '../domain/errors';
import type { Job, JobSurroundings } from './job';
import { JobLease, JobRun } from './job.entity';

/** How long a lease lasts without renewal. */
export const leaseMilliseconds = 300_000;
const renewEveryMilliseconds = 60_000;
const maxPauseMilliseconds = 3_600_000;
/** How far the clocks of two nodes may differ before one mistakes the other's lease for expired or invalid. */
const clockToleranceMilliseconds = 300_000;
/** How long stopping waits for a running job; the job continues where it stopped on its next run. */
const patienceMilliseconds = 10_000;

/** The outcome of one run. */
export interface JobOutcome {
  name: string;
  /** Null if it failed. */
  changed: number | null;
  error: string | null;
  milliseconds: number;
}

/** A job with its lease; null if the job was never due. */
export interface JobStanding {
  job: Job;
  lease: JobLease | null;
  due: boolean;
}

/**
 * Runs each job once a day, on whichever node is first: a lease row per job lets only one runner have it. A missed day
 * needs no run of its own, because a job does everything that is due. A failed job is retried with a backoff of up to
 * an hour.
 */
export class JobRunner {
  private readonly holder = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`.slice(-200);
  private cron: Cron | null = null;
  private running: Promise<unknown> | null = null;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly jobs: readonly Job[],
    private readonly surroundings: JobSurroundings,
  ) {}

  /** Checks for due jobs now, and from then on by the schedule (a cron pattern in the installation's time zone). */
  start(schedule: string): void {
    this.cron = new Cron(schedule, { timezone: this.database.clock.timeZone, unref: true }, () => this.look());
    this.look();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cron?.stop();
    let impatience: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => (impatience = setTimeout(resolve, patienceMilliseconds)));
    await Promise.race([this.running, patience]);
    clearTimeout(impatience);
  }

  /** Every job, in the order in which they run. */
  async standings(): Promise<JobStanding[]> {
    const leases = await this.database.reader(system).list(JobLease, {});
    const byName = new Map(leases.map((lease) => [lease.name, lease]));
    return this.jobs.map((job) => {
      const lease = byName.get(job.name) ?? null;
      return { job, lease, due: this.isDue(lease) };
    });
  }

  /** Runs what is due and not leased elsewhere; returns what this runner ran. */
  async runDue(): Promise<JobOutcome[]> {
    const outcomes: JobOutcome[] = [];
    for (const { job, due } of await this.standings()) {
      if (this.stopped) break;
      const outcome = due ? await this.attempt(job, (lease) => this.isDue(lease)) : null;
      if (outcome) outcomes.push(outcome);
    }
    return outcomes;
  }

  /** Runs a job on request, even if it already ran today; null if another runner has it. */
  run(name: string): Promise<JobOutcome | null> {
    const job = this.jobs.find((each) => each.name === name);
    if (!job) throw new Error(`There is no job ${name}.`);
    return this.attempt(job, () => true);
  }

  /** Concurrent checks share one run. */
  private look(): void {
    if (this.stopped || this.running) return;
    this.running = this.runDue()
      .catch((error: unknown) => this.surroundings.log.error({ err: error }, 'could not check for due jobs'))
      .finally(() => (this.running = null));
  }

  private isDue(lease: JobLease | null): boolean {
    if (!lease) return true;
    // A day in the future was written under a clock that was ahead. The job runs now, instead of waiting for that day.
    return !this.isAhead(lease.nextAttemptAt, maxPauseMilliseconds) && lease.lastRunOn !== this.database.clock.today();
  }

  /** Whether the moment is in the future, and no further away than a correct clock could have set it. */
  private isAhead(moment: Date | null, maxMilliseconds: number): boolean {
    if (moment === null) return false;
    const ahead = moment.getTime() - this.database.clock.now().getTime();
    return ahead > 0 && ahead <= maxMilliseconds + clockToleranceMilliseconds;
  }

  private async attempt(job: Job, wanted: (lease: JobLease) => boolean): Promise<JobOutcome | null> {
    const { clock } = this.database;
    const lease = await this.leaseOf(job);
    const startedAt = clock.now();
    const startedOn = clock.today();
    const isHeld = this.isAhead(lease.heldUntil, leaseMilliseconds);
    if (isHeld || !wanted(lease) || !(await this.take(lease))) return null;
    const renewing = setInterval(() => void this.renew(lease), renewEveryMilliseconds);
    renewing.unref();
    const began = performance.now();
    let result: { changed: number } | { error: unknown };
    try {
      result = { changed: await job.run(this.database, this.surroundings) };
    } catch (error) {
      result = { error };
    } finally {
      clearInterval(renewing);
    }
    const milliseconds = Math.round(performance.now() - began);
    const failed = 'error' in result;
    const outcome = {
      name: job.name,
      changed: 'changed' in result ? result.changed : null,
      error: 'error' in result ? String(result.error) : null,
      milliseconds,
    };
    if (failed)
      this.surroundings.log.error({ err: (result as { error: unknown }).error, job: job.name }, 'a job failed');
    else this.surroundings.log.info(outcome, 'a job ran');
    await this.conclude(lease, outcome, startedAt, startedOn);
    return outcome;
  }

  /** The lease of a job, created when the job first runs. */
  private async leaseOf({ name }: Job): Promise<JobLease> {
    const find = () => this.database.reader(system).first(JobLease, { name });
    const found = await find();
    if (found) return found;
    const values = {
      name,
      version: 1,
      holder: null,
      heldUntil: null,
      lastRunOn: null,
      lastChanged: null,
      failures: 0,
      lastError: null,
      nextAttemptAt: null,
    };
    try {
      return await this.within(name, (tx) => tx.append(JobLease, values));
    } catch (error) {
      const meanwhile = error instanceof RuleViolationError ? await find() : null;
      if (!meanwhile) throw error;
      return meanwhile;
    }
  }

  /** Only one of the runners that read the same version takes the lease. */
  private async take(lease: JobLease): Promise<boolean> {
    const assignments = this.assign({ holder: this.holder, heldUntil: this.leaseEnd(), version: lease.version + 1 });
    const taken = await this.change(
      lease,
      sql`UPDATE job_lease SET ${assignments} WHERE id = ${lease.id} AND version = ${lease.version}`,
    );
    return taken === 1;
  }

  private async renew(lease: JobLease): Promise<void> {
    const assignments = this.assign({ heldUntil: this.leaseEnd() });
    try {
      const renewed = await this.change(lease, sql`UPDATE job_lease SET ${assignments} WHERE ${this.mine(lease)}`);
      if (renewed === 0)
        this.surroundings.log.warn({ job: lease.name }, 'the lease of a job was lost: another runner has it');
    } catch (error) {
      this.surroundings.log.error({ err: error, job: lease.name }, 'the lease of a job could not be renewed');
    }
  }

  private async conclude(lease: JobLease, outcome: JobOutcome, startedAt: Date, startedOn: PlainDate): Promise<void> {
    const { changed, error } = outcome;
    const now = this.database.clock.now();
    const failures = lease.failures + 1;
    const pause = Math.min(maxPauseMilliseconds, 60_000 * 2 ** (failures - 1));
    const result: Partial<JobLease> =
      error === null
        ? { lastRunOn: startedOn, lastChanged: changed, failures: 0, lastError: null, nextAttemptAt: null }
        : { failures, lastError: error, nextAttemptAt: new Date(now.getTime() + pause) };
    const assignments = this.assign({ ...result, holder: null, heldUntil: null, version: lease.version + 2 });
    await this.within(lease.name, async (tx) => {
      const ours = await tx.execute(sql`UPDATE job_lease SET ${assignments} WHERE ${this.mine(lease)}`);
      if (ours === 0)
        this.surroundings.log.warn({ job: lease.name }, 'a job ended after its lease: another runner has it');
      await tx.append(JobRun, { name: lease.name, holder: this.holder, startedAt, finishedAt: now, changed, error });
    });
  }

  private mine(lease: JobLease): Sql {
    return sql`id = ${lease.id} AND version = ${lease.version + 1} AND holder = ${this.holder}`;
  }

  private leaseEnd(): Date {
    return new Date(this.database.clock.now().getTime() + leaseMilliseconds);
  }

  private assign(values: Partial<JobLease>): Sql {
    const shape = this.database.shapes.of(JobLease);
    const assignments = Object.entries(values).map(
      ([name, value]) => sql`${raw(`\`${name}\``)} = ${shape.stored(name, value)}`,
    );
    return join(assignments, ', ');
  }

  private change(lease: JobLease, statement: Sql): Promise<number> {
    return this.within(lease.name, (tx) => tx.execute(statement));
  }

  private within<T>(action: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction({ viewer: system, action, requestId: randomUUID() }, work);
  }
}
