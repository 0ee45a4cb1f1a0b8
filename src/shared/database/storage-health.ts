import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { isEmbedded } from './data-source';
import { UnfitDatabaseError } from './unfit';

/**
 * How long the server stays not ready after it met a full disk, because a successful change does not prove that there
 * is space for another.
 */
const fullMilliseconds = 10_000;
/** What the embedded database needs for its journal before changes reach its file. */
const minFreeBytes = 4_000_000;

/** MySQL and MariaDB: ER_DISK_FULL, ER_ERROR_ON_WRITE, ER_RECORD_FILE_FULL, ER_TEMP_FILE_WRITE_FAILURE. */
const fullNumbers = new Set([1021, 1026, 1114, 1878]);
/** The codes of SQLite and the operating system. */
const fullCodes =
  /^(SQLITE_FULL|SQLITE_IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|SHMSIZE|SHMOPEN)|ENOSPC|EDQUOT|ER_DISK_FULL|ER_RECORD_FILE_FULL)$/;
const damagedCodes = /^SQLITE_(CORRUPT|NOTADB)/;

interface Failure {
  code?: string;
  errno?: number;
  driverError?: unknown;
}

function some(error: unknown, holds: (failure: Failure) => boolean): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { driverError } = error as Failure;
  return holds(error) || (driverError !== undefined && some(driverError, holds));
}

/** Whether a change failed because the database or the documents folder is full. Nothing of it was stored. */
export const isStorageFull = (error: unknown): boolean =>
  some(error, ({ code = '', errno = 0 }) => fullCodes.test(code) || fullNumbers.has(errno));

const isDamaged = (error: unknown): boolean => some(error, ({ code = '' }) => damagedCodes.test(code));

/** Connects. Refuses a damaged file of the embedded database before using it. */
export async function connect(dataSource: DataSource): Promise<void> {
  try {
    await dataSource.initialize();
    if (!isEmbedded(dataSource)) return;
    const [found] = await dataSource.query<{ quick_check: string }[]>('PRAGMA quick_check(1)');
    if (found!.quick_check !== 'ok') throw damaged(dataSource, found!.quick_check);
  } catch (error) {
    throw isDamaged(error) ? damaged(dataSource, (error as Error).message) : error;
  }
}

function damaged({ options }: DataSource, reason: string): UnfitDatabaseError {
  const { database } = options as { database: string };
  return new UnfitDatabaseError(
    `DATA_DIR=${dirname(database)}: its database is damaged (${reason.split('\n').join(' ')}). ` +
      'Restore it from a backup, or set DATA_DIR to another folder.',
  );
}

/** The last storage failure: a server that cannot write, or reads corrupt data, is not ready. */
export class StorageHealth {
  private fullUntil = 0;
  private damage: string | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** Notes what a failed statement says about the storage. */
  note(error: unknown): void {
    if (isStorageFull(error)) this.fullUntil = performance.now() + fullMilliseconds;
    if (isDamaged(error)) this.damage = String(error);
  }

  /** Throws if the storage is full or damaged. */
  async assertReady(): Promise<void> {
    if (this.damage !== null) throw new Error(`the database is damaged: ${this.damage}`);
    if (performance.now() < this.fullUntil) throw new Error('the storage is full');
    if (isEmbedded(this.dataSource)) await this.examineFile((this.dataSource.options as { database: string }).database);
  }

  /**
   * Reads the file itself, because open connections cache its pages and would not notice that it is gone or
   * overwritten.
   */
  private async examineFile(path: string): Promise<void> {
    const file = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
    try {
      file.prepare('SELECT COUNT(*) FROM sqlite_master').get();
    } finally {
      file.close();
    }
    const { bavail, bsize } = await statfs(dirname(path));
    if (bavail * bsize < minFreeBytes) throw new Error('the storage is nearly full');
  }
}
