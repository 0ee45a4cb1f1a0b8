import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pino from 'pino';
import { readConfig } from '../../src/config';
import { Product } from '../../src/modules/catalog';
import { system } from '../../src/shared/access/viewer';
import { sql } from '../../src/shared/database/sql';
import { ManualClock } from '../../src/shared/domain/clock';
import type { Job } from '../../src/shared/jobs/job';
import { JobLease, JobRun } from '../../src/shared/jobs/job.entity';
import { JobRunner, leaseMilliseconds } from '../../src/shared/jobs/runner';
import { asSystem, openDatabase, type OpenDatabase, pause } from '../support/database';
import { longJob, muchToDo } from '../support/worker';

const root = join(__dirname, '..', '..');
const surroundings = { config: readConfig({}), log: pino({ level: 'silent' }) };

describe('the runner of daily jobs', () => {
  let open: OpenDatabase;
  let clock: ManualClock;
  beforeAll(async () => {
    clock = new ManualClock(new Date());
    open = await openDatabase({ clock });
  });
  afterAll(() => open.close());

  const node = (...jobs: Job[]) => new JobRunner(open.database, jobs, surroundings);
  const leaseOf = (name: string) => open.database.reader(system).first(JobLease, { name });
  const runsOf = (name: string) => open.database.reader(system).list(JobRun, { name }, [{ column: 'id' }]);
  const namesOf = (outcomes: { name: string }[]) => outcomes.map(({ name }) => name);
  const countingJob = (name: string, wait = 0) => {
    const days: string[] = [];
    const job: Job = {
      name,
      description: '',
      run: async ({ clock: { today } }) => {
        days.push(today.call(clock));
        await pause(wait);
        return days.length;
      },
    };
    return { job, days };
  };

  it('runs a job once a day, and again when it is asked to', async () => {
    const { job, days } = countingJob('test.once');
    const runner = node(job);
    expect(await runner.standings()).toMatchObject([{ lease: null, due: true }]);
    expect(await runner.runDue()).toEqual([
      { name: 'test.once', changed: 1, error: null, milliseconds: expect.any(Number) },
    ]);
    expect(await runner.runDue()).toEqual([]);
    expect(await runner.run('test.once')).toMatchObject({ changed: 2 });
    expect(await runner.standings()).toMatchObject([{ due: false }]);
    clock.advanceDays(1);
    expect(namesOf(await runner.runDue())).toEqual(['test.once']);
    expect(days).toHaveLength(3);
    expect(await leaseOf('test.once')).toMatchObject({
      holder: null,
      heldUntil: null,
      lastRunOn: clock.today(),
      lastChanged: 3,
      failures: 0,
    });
    expect(await runsOf('test.once')).toMatchObject([{ changed: 1 }, { changed: 2 }, { changed: 3, error: null }]);
  });

  it('lets only one of several nodes that look at the same moment run a job', async () => {
    const first = countingJob('test.first', 50);
    const second = countingJob('test.second', 50);
    const nodes = Array.from({ length: 4 }, () => node(first.job, second.job));
    const outcomes = await Promise.all(nodes.map((each) => each.runDue()));
    expect(namesOf(outcomes.flat()).sort()).toEqual(['test.first', 'test.second']);
    expect([first.days.length, second.days.length]).toEqual([1, 1]);
    expect(await runsOf('test.first')).toHaveLength(1);
  });

  it('refuses to run a job that another node is running', async () => {
    const { job, days } = countingJob('test.busy', 300);
    const running = node(job).run('test.busy');
    await pause(100);
    expect(await node(job).run('test.busy')).toBeNull();
    expect(await running).toMatchObject({ changed: 1 });
    expect(days).toHaveLength(1);
  });

  it('retries a failed job with backoff, and continues with the others', async () => {
    let broken = true;
    const failing: Job = {
      name: 'test.failing',
      description: '',
      run: () => (broken ? Promise.reject(new Error('the other side is away')) : Promise.resolve(7)),
    };
    const { job } = countingJob('test.other');
    const runner = node(failing, job);
    expect(await runner.runDue()).toMatchObject([
      { name: 'test.failing', changed: null, error: 'Error: the other side is away' },
      { name: 'test.other', changed: 1 },
    ]);
    const lease = (await leaseOf('test.failing'))!;
    expect(lease).toMatchObject({
      failures: 1,
      lastError: 'Error: the other side is away',
      holder: null,
      lastRunOn: null,
    });
    expect(lease.nextAttemptAt!.getTime() - clock.now().getTime()).toBe(60_000);
    expect(await runner.runDue()).toEqual([]);

    clock.set(lease.nextAttemptAt!);
    expect(namesOf(await runner.runDue())).toEqual(['test.failing']);
    const again = (await leaseOf('test.failing'))!;
    expect(again.nextAttemptAt!.getTime() - clock.now().getTime()).toBe(120_000);
    broken = false;
    clock.set(again.nextAttemptAt!);
    expect(await runner.runDue()).toMatchObject([{ changed: 7 }]);
    expect(await leaseOf('test.failing')).toMatchObject({ failures: 0, lastError: null, nextAttemptAt: null });
    expect(await runsOf('test.failing')).toHaveLength(3);
  });

  it('makes up for missed days in a single run when it starts', async () => {
    const { job, days } = countingJob('test.missed');
    await node(job).runDue();
    clock.advanceDays(9);
    const server = node(job);
    server.start('0 0 1 1 *');
    for (let round = 0; days.length < 2 && round < 100; round += 1) await pause(50);
    await server.stop();
    expect(days).toHaveLength(2);
    expect(days[1]).toBe(clock.today());
    expect(await leaseOf('test.missed')).toMatchObject({ lastRunOn: clock.today() });
  });

  it('runs a job again that last ran while the clock was ahead, without waiting for that day', async () => {
    const { job, days } = countingJob('test.ahead');
    const right = clock.now();
    clock.advanceDays(400);
    await node(job).runDue();
    clock.set(right);
    expect(await node(job).standings()).toMatchObject([{ due: true }]);
    await node(job).runDue();
    expect(await node(job).runDue()).toEqual([]);
    expect(days).toHaveLength(2);
    expect(await leaseOf('test.ahead')).toMatchObject({ lastRunOn: clock.today() });
  });

  it('retries a job that failed or was killed while the clock was ahead', async () => {
    let broken = true;
    const job: Job = {
      name: 'test.failedAhead',
      description: '',
      run: () => (broken ? Promise.reject(new Error('not yet')) : Promise.resolve(1)),
    };
    const right = clock.now();
    clock.advanceDays(400);
    await node(job).runDue();
    const { id } = (await leaseOf(job.name))!;
    const heldUntil = new Date(clock.now().getTime() + leaseMilliseconds);
    await open.database.transaction(asSystem, (tx) =>
      tx.execute(
        sql`UPDATE job_lease SET holder = 'a killed one', heldUntil = ${tx.stored(JobLease, 'heldUntil', heldUntil)} WHERE id = ${id}`,
      ),
    );
    clock.set(right);
    broken = false;
    expect(await node(job).runDue()).toMatchObject([{ name: job.name, changed: 1 }]);
  });

  it('resumes where a killed job stopped, once its lease has expired, and neither repeats nor loses anything', async () => {
    const worker = spawn(
      process.execPath,
      ['-r', '@swc-node/register', join(root, 'test', 'support', 'worker.ts'), JSON.stringify(open.location)],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(worker, 'exit');
    let made = 0;
    for await (const line of createInterface({ input: worker.stdout })) {
      if (line.startsWith('made ') && (made += 1) === 10) worker.kill('SIGKILL');
    }
    await ended;
    expect(worker.signalCode).toBe('SIGKILL');
    await pause(500);

    const runner = node(longJob(0));
    const left = (await leaseOf('test.products'))!;
    expect(left.holder).not.toBeNull();
    clock.set(new Date());
    expect(await runner.runDue()).toEqual([]);
    clock.set(new Date(left.heldUntil!.getTime() + 1));
    expect(left.heldUntil!.getTime() - Date.now()).toBeLessThanOrEqual(leaseMilliseconds);
    const nodes = [runner, node(longJob(0))];
    const outcomes = (await Promise.all(nodes.map((each) => each.runDue()))).flat();
    expect(outcomes).toHaveLength(1);
    const products = await open.database.reader(system).list(Product, {});
    expect(new Set(products.map(({ name }) => name)).size).toBe(muchToDo);
    expect(products).toHaveLength(muchToDo);
    expect(outcomes[0]!.changed).toBeLessThanOrEqual(muchToDo - made);
  });

  it('does not overwrite the result of a node that took over its lease', async () => {
    const { job } = countingJob('test.slow', 400);
    const slow = node(job).runDue();
    await pause(150);
    clock.set(new Date(clock.now().getTime() + leaseMilliseconds + 1));
    const quick = countingJob('test.slow');
    await node(quick.job).runDue();
    const taken = await leaseOf('test.slow');
    await slow;
    expect(await leaseOf('test.slow')).toEqual(taken);
    expect(await runsOf('test.slow')).toHaveLength(2);
  });
});
