import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { isEmbedded } from './data-source';
import { FileLock } from './file-lock';
import { failureOf } from './failure';

/** How long a holder without a heartbeat keeps the lock. */
export const defaultLeaseMilliseconds = 15_000;

export interface MigrationLockOptions {
  leaseMilliseconds?: number;
  /** Called once if another process holds the lock. */
  onWait?: () => void;
}

/** Lets one process at a time migrate a database. The others wait, and take over if it dies. */
export interface MigrationLock {
  /** Throws if another process took the lock: this one must not change anything further. */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

export function takeMigrationLock(dataSource: DataSource, options: MigrationLockOptions): Promise<MigrationLock> {
  return isEmbedded(dataSource) ? takeFile(dataSource, options) : Lease.take(dataSource, options);
}

/** The embedded database is a file, so its lock is a file too. */
async function takeFile(dataSource: DataSource, { onWait }: MigrationLockOptions): Promise<MigrationLock> {
  const path = join(dirname(dataSource.options.database as string), 'migration.lock');
  for (let waited = false; ; waited = true) {
    const lock = FileLock.take(path);
    if (lock) return { assertHeld: () => Promise.resolve(), release: () => Promise.resolve(lock.release()) };
    if (!waited) onWait?.();
    await sleep(100);
  }
}

/**
 * A row, because Galera does not replicate GET_LOCK. Its holder increments `beat` while it lives. A waiting process
 * compares the beat with its own clock only, so that clocks that disagree cannot lead to two holders.
 */
class Lease implements MigrationLock {
  private readonly holder = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`.slice(-200);
  private renewedAt = 0;
  private renewing: NodeJS.Timeout | undefined;

  private constructor(
    private readonly dataSource: DataSource,
    private readonly milliseconds: number,
  ) {}

  static async take(dataSource: DataSource, options: MigrationLockOptions): Promise<Lease> {
    const lease = new Lease(dataSource, options.leaseMilliseconds ?? defaultLeaseMilliseconds);
    await lease.makeRow();
    let seen = { beat: -1, since: 0, waited: false };
    for (;;) {
      const [row] = await dataSource.query<{ holder: string | null; beat: string | number }[]>(
        'SELECT holder, beat FROM migration_lease WHERE id = 1',
      );
      const beat = Number(row!.beat);
      const now = performance.now();
      if (beat !== seen.beat) seen = { ...seen, beat, since: now };
      const isFree = row!.holder === null || now - seen.since >= lease.milliseconds;
      if (isFree && (await lease.change('holder = ?, beat = beat + 1', 'beat = ?', [lease.holder, beat]))) {
        lease.keep();
        return lease;
      }
      if (!isFree && !seen.waited) {
        seen.waited = true;
        options.onWait?.();
      }
      await sleep(Math.min(200, lease.milliseconds / 5));
    }
  }

  async assertHeld(): Promise<void> {
    if (performance.now() - this.renewedAt < this.milliseconds / 2) return;
    if (!(await this.renew())) {
      throw new Error(
        'Another process took over the migration lock, because this one did not renew it in time. Start again.',
      );
    }
  }

  async release(): Promise<void> {
    clearInterval(this.renewing);
    await this.change('holder = NULL, beat = beat + 1', 'holder = ?', [this.holder]);
  }

  private keep(): void {
    this.renewedAt = performance.now();
    // A failure here shows in `assertHeld`.
    this.renewing = setInterval(() => void this.renew().catch(() => false), this.milliseconds / 5);
    this.renewing.unref();
  }

  private async renew(): Promise<boolean> {
    const renewed = await this.change('beat = beat + 1', 'holder = ?', [this.holder]);
    if (renewed) this.renewedAt = performance.now();
    return renewed;
  }

  /** Safe to run concurrently on several nodes. */
  private async makeRow(): Promise<void> {
    await this.dataSource.query(
      'CREATE TABLE IF NOT EXISTS migration_lease (id int NOT NULL PRIMARY KEY, holder varchar(200) NULL, beat bigint NOT NULL)',
    );
    await this.settled('INSERT IGNORE INTO migration_lease (id, holder, beat) VALUES (1, NULL, 0)', []);
  }

  private async change(assignments: string, condition: string, values: unknown[]): Promise<boolean> {
    const statement = `UPDATE migration_lease SET ${assignments} WHERE id = 1 AND ${condition}`;
    return (await this.settled(statement, values)) === 1;
  }

  /** How many rows the statement changed; retried if it collided with another node's. */
  private async settled(statement: string, values: unknown[]): Promise<number> {
    for (;;) {
      try {
        return (await this.dataSource.query<{ affectedRows: number }>(statement, values)).affectedRows;
      } catch (error) {
        if (failureOf(error) !== 'REPEAT') throw error;
        await sleep(20 + Math.random() * 50);
      }
    }
  }
}
