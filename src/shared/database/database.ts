import type { DataSource, QueryRunner } from 'typeorm';
import type { QueryResult } from 'typeorm/query-runner/QueryResult';
import type { Access } from '../access/policy';
import { system, type Viewer } from '../access/viewer';
import type { Clock } from '../domain/clock';
import { ConflictError, RuleViolationError } from '../domain/errors';
import { prefixOf } from '../domain/ids';
import type { MetricRegistry } from '../domain/metric';
import { changeRows, readCells, readCellsOutside } from './data-source';
import { IdempotencyKey, type RepeatableRequest } from './idempotency';
import { Reader, type Source } from './reader';
import { type Node, recordClassOf, StoredRecord } from './record';
import { type Row, Shapes } from './shape';
import { type Sql, sql } from './sql';
import { type Command, isSerialisationFailure, type Surroundings, Transaction } from './transaction';

const attempts = 8;

/** The installation's database: reads as a viewer, and units of work. */
export class Database {
  readonly shapes: Shapes;
  private readonly surroundings: Surroundings;
  private readonly afterFacts: (() => void)[] = [];
  /** Statements run so far; tests count with it. */
  statements = 0;

  constructor(
    readonly dataSource: DataSource,
    readonly access: Access,
    readonly clock: Clock,
    readonly metrics: MetricRegistry<Reader>,
    readersOf: Surroundings['readersOf'],
  ) {
    this.shapes = new Shapes(dataSource);
    this.surroundings = { shapes: this.shapes, access, clock, metrics, readersOf };
  }

  /** Reads outside a transaction, as the viewer may see. One reader serves one request. */
  reader(viewer: Viewer, access = this.access): Reader {
    return new Reader(this.outside, this.shapes, access, viewer);
  }

  /** Calls back after each commit that stated facts. */
  onFacts(callback: () => void): void {
    this.afterFacts.push(callback);
  }

  async query<R extends Row = Row>(statement: Sql): Promise<R[]> {
    this.statements += 1;
    return this.dataSource.query<R[]>(statement.text, statement.params as unknown[]);
  }

  /** The rows of a reading statement as arrays of cells. */
  cells(statement: Sql): Promise<unknown[][]> {
    this.statements += 1;
    return readCellsOutside(this.dataSource, statement);
  }

  /** Is the database there? */
  async ping(): Promise<void> {
    await this.query(sql`SELECT 1`);
  }

  /** Carries out one unit of work; again, when the engine settled a meeting of two by failing this one. */
  async transaction<T>(command: Command, work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(command, work);
      } catch (error) {
        if (error instanceof ConflictError) throw await this.withCurrentVersion(error);
        if (attempt >= attempts || !isSerialisationFailure(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
      }
    }
  }

  /** The same for a request that may be repeated: it does its work once, and a repetition answers the same record. */
  async transactionOnce<T extends Node>(
    command: Command,
    request: RepeatableRequest,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const viewerId = command.viewer.userId ?? 'anonymous';
    const earlier = () =>
      this.reader({ ...command.viewer, kind: 'SYSTEM' }).first(IdempotencyKey, { viewerId, key: request.key });
    // A repetition does the work anew, fails at the key at the latest, and is undone: seldom, and so the others need not look.
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

  /** A transaction reads the state at its beginning: who was faster shows only outside of it. */
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
      await runner.startTransaction();
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
      await runner.commitTransaction();
      if (facts > 0) for (const callback of this.afterFacts) callback();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Outside a transaction each statement borrows a connection. */
  private readonly outside: Source = {
    rows: (statement) => this.query(statement),
    cells: (statement) => this.cells(statement),
  };

  private run(runner: QueryRunner, statement: Sql): Promise<QueryResult> {
    this.statements += 1;
    return runner.query(statement.text, statement.params as unknown[], true) as Promise<QueryResult>;
  }
}
