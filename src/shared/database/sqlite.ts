import { setTimeout as pause } from 'node:timers/promises';
import { Mutex, type MutexInterface, withTimeout } from 'async-mutex';
import type BetterSqlite3 from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { DataSource, type DataSourceOptions, QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner';
import { QueryResult } from 'typeorm/query-runner/QueryResult';
import { failureOf } from './failure';
import { listOfJson } from './sql';
import { ReadingThreads } from './sqlite-threads';
import { defaultWaitMilliseconds, UnavailableError } from './unavailable';

/*
 * TypeORM's own SQLite driver shares one connection between all query runners, so overlapping transactions nest as
 * savepoints, and a committed one is lost when the other rolls back. Here, every query runner has a connection of its
 * own from a bounded pool, and one transaction writes at a time.
 */

const defaultPoolSize = 8;
/** Required statements that differ between the engines: upsert, and a list in one parameter. */
const otherWords = [
  ['ON DUPLICATE KEY UPDATE', 'ON CONFLICT DO UPDATE SET'],
  [listOfJson, 'SELECT value FROM json_each(?)'],
] as const;

function inSqlite(query: string): string {
  return otherWords.reduce((said, [theirs, ours]) => said.replaceAll(theirs, ours), query);
}

interface Limits {
  poolSize?: number;
  waitMilliseconds?: number;
}

const maxStatements = 500;
/** How long work waits while another process holds the file, and how often it retries. */
const maxHeldMilliseconds = 1_000;
const lookAgainMilliseconds = 50;

/** A connection with its prepared statements. */
class PooledConnection {
  private readonly statements = new LRUCache<string, BetterSqlite3.Statement>({ max: maxStatements });
  /** The prepared statements that return rows as arrays of cells. */
  private readonly ofCells = new LRUCache<string, BetterSqlite3.Statement>({ max: maxStatements });

  constructor(readonly database: BetterSqlite3.Database) {}

  prepare(query: string): BetterSqlite3.Statement {
    return this.prepared(this.statements, query, (statement) => statement);
  }

  /** The rows of a reading statement as arrays of cells. */
  cells(query: string, parameters: readonly unknown[]): unknown[][] {
    const statement = this.prepared(this.ofCells, query, (made) => made.raw(true));
    try {
      return statement.all(...parameters) as unknown[][];
    } catch (error) {
      throw new QueryFailedError(query, [...parameters], error as Error);
    }
  }

  private prepared(
    kept: LRUCache<string, BetterSqlite3.Statement>,
    query: string,
    finish: (statement: BetterSqlite3.Statement) => BetterSqlite3.Statement,
  ): BetterSqlite3.Statement {
    const known = kept.get(query);
    if (known) return known;
    try {
      const statement = finish(this.database.prepare(inSqlite(query)));
      kept.set(query, statement);
      return statement;
    } catch (error) {
      throw new QueryFailedError(query, [], error as Error);
    }
  }
}

const heldElsewhere = 'Another process holds the database.';

export class PooledSqliteDriver extends BetterSqlite3Driver {
  readonly writer: MutexInterface;
  private readonly poolSize: number;
  private readonly waitMilliseconds: number;
  private readonly idle: PooledConnection[] = [];
  private readonly waiting: ((connection: PooledConnection) => void)[] = [];
  private readonly threads: ReadingThreads;
  private opened = 0;

  constructor(dataSource: DataSource, { poolSize, waitMilliseconds }: Limits) {
    super(dataSource);
    this.poolSize = poolSize ?? defaultPoolSize;
    this.waitMilliseconds = waitMilliseconds ?? defaultWaitMilliseconds;
    this.threads = new ReadingThreads(this.options.database);
    this.writer = withTimeout(
      new Mutex(new UnavailableError(heldElsewhere)),
      this.waitMilliseconds,
      new UnavailableError(`Timed out after ${this.waitMilliseconds} ms waiting to write.`),
    );
  }

  override async connect(): Promise<void> {
    // The first connection fails early if the file cannot be opened.
    this.giveBack(await this.acquire());
  }

  override async disconnect(): Promise<void> {
    await this.threads.close();
    for (const { database } of this.idle.splice(0)) {
      database.close();
      this.opened -= 1;
    }
  }

  override createQueryRunner(): BetterSqlite3QueryRunner {
    return new PooledSqliteQueryRunner(this);
  }

  async acquire(): Promise<PooledConnection> {
    const free = this.idle.pop();
    if (free) return free;
    if (this.opened < this.poolSize) {
      this.opened += 1;
      try {
        const database = (await this.createDatabaseConnection()) as BetterSqlite3.Database;
        database.pragma('synchronous = FULL');
        return new PooledConnection(database);
      } catch (error) {
        this.opened -= 1;
        throw error;
      }
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(take), 1);
        reject(new UnavailableError(`Timed out after ${this.waitMilliseconds} ms waiting for a database connection.`));
      }, this.waitMilliseconds);
      const take = (connection: PooledConnection) => {
        clearTimeout(timer);
        resolve(connection);
      };
      this.waiting.push(take);
    });
  }

  /** The rows of a reading statement outside transactions. */
  async cells(query: string, parameters: readonly unknown[]): Promise<unknown[][]> {
    const connection = await this.acquire();
    try {
      return await this.whenFree(() => connection.cells(query, parameters));
    } finally {
      this.giveBack(connection);
    }
  }

  /** The rows of a reading statement outside transactions, for sums and groups: computed on a thread. */
  async rows(query: string, parameters: readonly unknown[]): Promise<unknown[]> {
    const values = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    const read = () =>
      this.threads.rows(inSqlite(query), values).catch((error: unknown) => {
        throw new QueryFailedError(query, values, error as Error);
      });
    try {
      return await read();
    } catch (error) {
      if (failureOf(error) !== 'REPEAT') throw error;
      return this.lookAgain(read);
    }
  }

  /**
   * Runs a statement once no other process holds the file. SQLite itself would block the event loop, so the pauses are
   * here. Work that is queued behind a failed wait would also wait in vain, so it fails together with it.
   */
  whenFree<T>(statement: () => T): T | Promise<T> {
    try {
      return statement();
    } catch (error) {
      if (failureOf(error) !== 'REPEAT') throw error;
      return this.lookAgain(statement);
    }
  }

  private async lookAgain<T>(statement: () => T | Promise<T>): Promise<T> {
    const end = Date.now() + Math.min(maxHeldMilliseconds, this.waitMilliseconds);
    for (;;) {
      await pause(Math.random() * lookAgainMilliseconds);
      try {
        return await statement();
      } catch (error) {
        if (failureOf(error) !== 'REPEAT') throw error;
        if (Date.now() < end) continue;
        this.writer.cancel();
        throw new UnavailableError(heldElsewhere, error);
      }
    }
  }

  giveBack(connection: PooledConnection): void {
    const next = this.waiting.shift();
    if (next) next(connection);
    else this.idle.push(connection);
  }
}

export class PooledSqliteQueryRunner extends BetterSqlite3QueryRunner {
  private held: PooledConnection | null = null;
  private doneWriting: (() => void) | null = null;

  private get pool(): PooledSqliteDriver {
    return this.driver as PooledSqliteDriver;
  }

  override async connect(): Promise<BetterSqlite3.Database> {
    this.held ??= await this.pool.acquire();
    return this.held.database;
  }

  override async query(query: string, parameters: unknown[] = [], useStructuredResult = false): Promise<unknown> {
    if (this.isReleased) throw new QueryRunnerAlreadyReleasedError();
    // A transaction that begins by reading could not become the writer later without failing.
    await this.connect();
    const statement = this.held!.prepare(query === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : query);
    // A write outside a transaction waits for its turn here, because waiting inside SQLite would block the whole
    // process.
    const result =
      this.doneWriting || statement.readonly
        ? await this.pool.whenFree(() => this.run(statement, query, parameters))
        : await this.pool.writer.runExclusive(() => this.pool.whenFree(() => this.run(statement, query, parameters)));
    return useStructuredResult ? result : (result.raw as unknown);
  }

  async cells(query: string, parameters: readonly unknown[]): Promise<unknown[][]> {
    await this.connect();
    return this.pool.whenFree(() => this.held!.cells(query, parameters));
  }

  private run(statement: BetterSqlite3.Statement, query: string, parameters: unknown[]): QueryResult {
    const values = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    const result = new QueryResult();
    try {
      if (statement.reader) {
        result.records = result.raw = statement.all(...values);
      } else {
        const { changes, lastInsertRowid } = statement.run(...values);
        result.affected = changes;
        result.raw = lastInsertRowid;
      }
    } catch (error) {
      throw new QueryFailedError(query, values, error as Error);
    }
    return result;
  }

  override async startTransaction(): Promise<void> {
    const outermost = !this.isTransactionActive;
    if (outermost) this.doneWriting = await this.pool.writer.acquire();
    try {
      await super.startTransaction();
    } catch (error) {
      if (outermost) this.finishWriting();
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    if (!this.isTransactionActive) this.finishWriting();
  }

  override async rollbackTransaction(): Promise<void> {
    await super.rollbackTransaction();
    if (!this.isTransactionActive) this.finishWriting();
  }

  override async release(): Promise<void> {
    if (this.isReleased) return;
    if (this.held?.database.inTransaction) this.held.database.exec('ROLLBACK');
    this.finishWriting();
    await super.release();
    this.isReleased = true;
    if (this.held) this.pool.giveBack(this.held);
    this.held = null;
  }

  private finishWriting(): void {
    this.doneWriting?.();
    this.doneWriting = null;
  }
}

export class SqliteDataSource extends DataSource {
  constructor(options: DataSourceOptions, limits: Limits) {
    super(options);
    Object.assign(this, { driver: new PooledSqliteDriver(this, limits) });
  }
}
