import { setTimeout as pause } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import type { DataSource, QueryRunner } from 'typeorm';
import type { QueryResult } from 'typeorm/query-runner/QueryResult';
import type { Access } from '../access/policy';
import { system, type Viewer } from '../access/viewer';
import type { Clock } from '../domain/clock';
import { ConflictError, DomainError, RuleViolationError } from '../domain/errors';
import { prefixOf } from '../domain/ids';
import type { MetricRegistry } from '../domain/metric';
import { isEmbedded } from './data-source';
import { failureOf } from './failure';
import { IdempotencyKey, type RepeatableRequest } from './idempotency';
import { Reader, type Source } from './reader';
import { type Node, recordClassOf, StoredRecord } from './record';
import { type Row, Shapes } from './shape';
import { type Sql, sql } from './sql';
import { begin, changeRows, commit, readCells, readCellsOutside, readRowsOutside, rollBack } from './statements';
import { StorageHealth } from './storage-health';
import { type Command, type Surroundings, Transaction } from './transaction';
import { inTime, UnavailableError } from './unavailable';

/** How long a transaction is retried before the client is told to try again. */
const repeatMilliseconds = 5_000;
const maxPauseMilliseconds = 250;

/** The installation's database: reads on behalf of a viewer, and transactions. */
export class Database {
  readonly shapes: Shapes;
  /** Whether the storage under the database has free space and is intact. */
  readonly health: StorageHealth;
  private readonly surroundings: Surroundings;
  private readonly afterFacts: (() => void)[] = [];
  private readonly turns = new Mutex();
  /** The number of statements run so far, and of rows read outside transactions; tests assert on them. */
  statements = 0;
  rowsRead = 0;

  constructor(
    readonly dataSource: DataSource,
    readonly access: Access,
    readonly clock: Clock,
    readonly metrics: MetricRegistry<Reader>,
    readersOf: Surroundings['readersOf'],
    readonly issuerName: string | null = null,
  ) {
    this.shapes = new Shapes(dataSource);
    this.health = new StorageHealth(dataSource);
    this.surroundings = { shapes: this.shapes, access, clock, metrics, readersOf, issuerName };
  }

  /** Reads outside a transaction, narrowed to the viewer. Use one reader per request. */
  reader(viewer: Viewer, access = this.access): Reader {
    return new Reader(this.outside, this.shapes, access, viewer);
  }

  /** Registers a callback for each commit that recorded facts. */
  onFacts(callback: () => void): void {
    this.afterFacts.push(callback);
  }

  async query<R extends Row = Row>(statement: Sql): Promise<R[]> {
    this.statements += 1;
    return this.noting(this.dataSource.query<R[]>(statement.text, statement.params as unknown[]));
  }

  /** The same for sums and groups, which may take longer: the embedded engine computes them on a thread. */
  private figures(statement: Sql): Promise<Row[]> {
    this.statements += 1;
    return this.noting(readRowsOutside(this.dataSource, statement));
  }

  /** The rows of a reading statement as arrays of cells. */
  cells(statement: Sql): Promise<unknown[][]> {
    this.statements += 1;
    return this.noting(readCellsOutside(this.dataSource, statement));
  }

  private async noting<T>(answer: Promise<T[]>): Promise<T[]> {
    try {
      const rows = await answer;
      this.rowsRead += rows.length;
      return rows;
    } catch (error) {
      this.health.note(error);
      throw error;
    }
  }

  /** Throws unless the database answers. */
  async ping(): Promise<void> {
    await this.query(sql`SELECT 1`);
  }

  /**
   * Runs one unit of work. Retries it with backoff if it collided with a concurrent one: the engine rolled it back, a
   * record changed whose version the request does not name, or a unique index refused a row that could not be seen
   * before. A conflict with a version that the request does name is returned with the current version.
   */
  async transaction<T>(command: Command, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const end = Date.now() + repeatMilliseconds;
    let duplicate: string | null = null;
    let turn: (() => void) | null = null;
    try {
      for (let attempt = 1; ; attempt += 1) {
        let tx: Transaction | null = null;
        try {
          return await this.attempt(command, (begun) => work((tx = begun)));
        } catch (error) {
          const collision = this.collisionOf(error, tx, duplicate);
          if (collision === null) throw error instanceof ConflictError ? await this.withCurrentVersion(error) : error;
          if (Date.now() >= end) throw new UnavailableError(`Gave up after ${attempt} attempts: ${collision}.`, error);
          duplicate = tx!.duplicate;
        }
        await pause(Math.random() * Math.min(maxPauseMilliseconds, 5 * 2 ** attempt));
        // Transactions that failed twice run one at a time; otherwise they would keep failing each other.
        if (attempt === 2) turn = await inTime(end - Date.now(), 'a turn', this.turns.acquire(), (late) => late());
      }
    } finally {
      turn?.();
    }
  }

  /** Why the transaction should be retried; null if it would end the same way. */
  private collisionOf(error: unknown, tx: Transaction | null, duplicate: string | null): string | null {
    if (!tx) return null;
    if (failureOf(error) === 'REPEAT') return 'the engine rolled the transaction back';
    if (error instanceof ConflictError) return tx.isNamed(error) ? null : `${error.id} was changed`;
    // The embedded engine has one writer at a time: a row that its indexes refuse was visible before.
    const isNew = tx.duplicate !== null && tx.duplicate !== duplicate && !isEmbedded(this.dataSource);
    return isNew && error instanceof DomainError ? 'a row with the same key was added' : null;
  }

  /** The same for a request with an idempotency key: it does its work once, and a retry returns the same record. */
  async transactionOnce<T extends Node>(
    command: Command,
    request: RepeatableRequest,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const viewerId = command.viewer.userId ?? 'anonymous';
    const earlier = () =>
      this.reader({ ...command.viewer, kind: 'SYSTEM' }).first(IdempotencyKey, { viewerId, key: request.key });
    // A retry repeats the work, fails at the key at the latest, and is rolled back. Retries are rare, so that other
    // requests need not check first.
    try {
      return await this.transaction(command, async (tx) => {
        const result = await work(tx);
        await tx.append(IdempotencyKey, {
          viewerId,
          key: request.key,
          requestHash: request.hash,
          resultId: result.id,
          at: this.clock.now(),
        });
        return result;
      });
    } catch (error) {
      const done = await earlier();
      if (!done) throw error;
      return this.repeat(command.viewer, done, request);
    }
  }

  /** A transaction reads a snapshot from its beginning: the version that won is visible only outside of it. */
  private async withCurrentVersion(conflict: ConflictError): Promise<ConflictError> {
    const recordClass = recordClassOf(prefixOf(conflict.id) ?? '');
    const current = recordClass && (await this.reader(system).byId(recordClass, conflict.id));
    return current instanceof StoredRecord ? new ConflictError(conflict.id, current.version) : conflict;
  }

  private async repeat<T extends Node>(viewer: Viewer, done: IdempotencyKey, request: RepeatableRequest): Promise<T> {
    if (done.requestHash !== request.hash) {
      throw new RuleViolationError('idempotency-key-reused', 'This idempotency key was used for another request.');
    }
    const recordClass = done.resultId && recordClassOf(prefixOf(done.resultId) ?? '');
    if (!recordClass) throw new Error(`${done.id} has no result.`);
    return (await this.reader(viewer).require(recordClass, done.resultId!)) as T;
  }

  private async attempt<T>(command: Command, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await begin(runner);
      const tx = new Transaction(
        command,
        this.surroundings,
        {
          rows: (statement) => this.run(runner, statement).then((result) => result.records as Row[]),
          cells: (statement) => {
            this.statements += 1;
            return readCells(runner, statement);
          },
        },
        (statement) => {
          this.statements += 1;
          return changeRows(runner, statement);
        },
      );
      const result = await work(tx);
      const facts = await tx.flush();
      await commit(runner);
      if (facts > 0) for (const callback of this.afterFacts) callback();
      return result;
    } catch (error) {
      this.health.note(error);
      await rollBack(runner).catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Outside a transaction, each statement borrows a connection. */
  private readonly outside: Source = {
    rows: (statement) => this.figures(statement),
    cells: (statement) => this.cells(statement),
  };

  private run(runner: QueryRunner, statement: Sql): Promise<QueryResult> {
    this.statements += 1;
    return runner.query(statement.text, statement.params as unknown[], true);
  }
}
