import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { makePrivateFile } from '../private-files';
import { UnfitDatabaseError } from './unfit';

/**
 * An exclusive lock on a file, held by an open handle: the operating system releases it when the process ends, also by
 * `kill -9`, so that no lock is ever stale and no process id has to be guessed. SQLite takes the lock, on every
 * platform.
 */
export class FileLock {
  private constructor(private readonly handle: BetterSqlite3.Database) {}

  /** Null while another process, or another part of this one, holds the lock. */
  static take(path: string): FileLock | null {
    makePrivateFile(path);
    const handle = new BetterSqlite3(path, { timeout: 0 });
    try {
      handle.exec('BEGIN EXCLUSIVE');
      return new FileLock(handle);
    } catch (error) {
      handle.close();
      if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null;
      throw error;
    }
  }

  release(): void {
    this.handle.close();
  }
}

/**
 * Makes this process the only server of the embedded database in a folder. Scripts work alongside it without a claim.
 */
export function claimFolder(directory: string): FileLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = FileLock.take(join(directory, 'server.lock'));
  if (lock) return lock;
  throw new UnfitDatabaseError(
    `DATA_DIR=${directory}: another Trellis server uses this folder. Stop it, or set DATA_DIR to another folder.`,
  );
}
