import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { isEmbedded } from './data-source';
import { FileLock } from './file-lock';
import { failureOf } from './failure';

/** How long a holder that gives no sign of life keeps the lock. */
export const defaultLeaseMilliseconds = 15_000;

export interface MigrationLockOptions {
  leaseMilliseconds?: number;
  /** Called once when another process holds the lock. */
  onWait?: () => void;
}

/** Lets one process at a time migrate a database; the others wait for it, and take over when it has died. */
export interface MigrationLock {
  /** Throws when the lock was lost to another process: nothing may be changed any more. */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

export function takeMigrationLock(dataSource: DataSource, options: MigrationLockOptions): Promise<MigrationLock> {
  return isEmbedded(dataSource) ? takeFile(dataSource, options) : Lease.take(dataSource, options);
}

/** The embedded database is a file, so its lock is one too. */
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
 * A row, as GET_LOCK is not replicated by Galera. Its holder counts `beat` up while it lives. Who waits compares the
 * beat with its own clock only, so that clocks that disagree cannot make two processes holders.
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
      throw new Error('Another process took the migration lock over, as this one gave no sign of life. Start again.');
    }
  }

  async release(): Promise<void> {
    clearInterval(this.renewing);
    await this.change('holder = NULL, beat = beat + 1', 'holder = ?', [this.holder]);
  }

  private keep(): void {
    this.renewedAt = performance.now();
    // What goes wrong here shows in `assertHeld`.
    this.renewing = setInterval(() => void this.renew().catch(() => false), this.milliseconds / 5);
    this.renewing.unref();
  }

  private async renew(): Promise<boolean> {
    const renewed = await this.change('beat = beat + 1', 'holder = ?', [this.holder]);
    if (renewed) this.renewedAt = performance.now();
    return renewed;
  }

  /** Safe to run on several nodes at the same moment. */
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

  /** How many rows the statement changed; again, where it met one of another node. */
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
