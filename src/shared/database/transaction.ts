import type { Access } from '../access/policy';
import { system, type Viewer } from '../access/viewer';
import type { Action, Given } from '../domain/action';
import type { Clock } from '../domain/clock';
import { ConflictError, NotFoundError, RuleViolationError } from '../domain/errors';
import { newId, requireId } from '../domain/ids';
import type { Blocker } from '../domain/lifecycle';
import type { MetricRegistry } from '../domain/metric';
import { contextOf, Fact, FactDelivery, type FactType } from '../events/fact';
import { type Changes, chainHash, emptyHash, HistoryEntry } from './history';
import { IdempotencyKey } from './idempotency';
import { Reader, type OrderBy, type Source, type Where } from './reader';
import { type NewRecord, type Node, prefixOfClass, type StoredClass, StoredRecord } from './record';
import type { Row, Shapes } from './shape';
import { join, raw, type Sql, sql } from './sql';

/** Runs a statement that changes rows and answers how many it changed. */
export type RunChange = (statement: Sql) => Promise<number>;

/** On whose behalf, by which mutation or job, in which request. */
export interface Command {
  viewer: Viewer;
  /** The mutation's name, a job's or a reader's. */
  action: string;
  requestId: string;
}

/** What every transaction of an installation shares. */
export interface Surroundings {
  shapes: Shapes;
  access: Access;
  clock: Clock;
  metrics: MetricRegistry<Reader>;
  /** What the vendor is called; null in programs that award and sign nothing. */
  issuerName: string | null;
  /** The readers that want to read facts of a type. */
  readersOf(factType: string): readonly string[];
}

/**
 * One unit of work: everything in it becomes true together, with its history and its facts, or nothing does.
 * `require` finds what a request names, as its viewer may see it; `reader` sees every row, for deciding.
 * The whole unit may run again when the database asks for it, so it touches nothing but the database.
 */
export class Transaction {
  readonly viewer: Viewer;
  readonly clock: Clock;
  /** Sees every row, whoever asks. */
  readonly reader: Reader;
  private readonly loaded = new WeakMap<Node, Row>();
  private readonly history: NewRecord<HistoryEntry>[] = [];
  private readonly facts: NewRecord<Fact>[] = [];
  /** The records of which the request named the version that it is based on. */
  private readonly named = new Set<string>();
  /** What a unique index said when it refused a row of this transaction; null where none did. */
  duplicate: string | null = null;

  constructor(
    private readonly command: Command,
    private readonly surroundings: Surroundings,
    source: Source,
    private readonly change: RunChange,
  ) {
    this.viewer = command.viewer;
    this.clock = surroundings.clock;
    this.reader = new Reader(source, surroundings.shapes, surroundings.access, system);
  }

  /** Is the viewer allowed to do this to the subject? Throws `ForbiddenError` or the rule that forbids it. */
  assert<Subject>(action: Action<string, Subject>, ...given: Given<Subject>): void {
    this.surroundings.access.assert(this.viewer, action, ...given);
  }

  allows<Subject>(action: Action<string, Subject>, ...given: Given<Subject>): boolean {
    return this.surroundings.access.allows(this.viewer, action, ...given);
  }

  /** What other modules find in the way of a step. */
  blockersOf<Subject>(action: Action<string, Subject>, subject: Subject): Promise<Blocker[]> {
    return this.surroundings.access.steps.blockersOf(this.reader, action, subject);
  }

  /** What other modules refuse, or hold until the commit, once the step has changed its record. */
  check<Subject>(action: Action<string, Subject>, subject: Subject): Promise<void> {
    return this.surroundings.access.steps.check(this, action, subject);
  }

  /** What the vendor is called today, for what is awarded or signed now. */
  get issuerName(): string | null {
    return this.surroundings.issuerName;
  }

  get metrics(): MetricRegistry<Reader> {
    return this.surroundings.metrics;
  }

  /**
   * The record that a request names. Not visible is not found; an id of another kind is an input error; a version
   * that is not the current one is a conflict. The record carries every column, also those the viewer never sees.
   */
  async require<T extends Node>(
    recordClass: StoredClass<T>,
    id: string,
    options: { version?: number; field?: string[] } = {},
  ): Promise<T> {
    const field = options.field ?? ['id'];
    requireId(prefixOfClass(recordClass), id, field);
    const visible = this.surroundings.access.rows(this.viewer, recordClass);
    const record = await this.first(recordClass, { id, and: [visible] } as unknown as Where<T>);
    if (!record) throw new NotFoundError(id, field);
    if (options.version !== undefined && record instanceof StoredRecord) this.expectVersion(record, options.version);
    return record;
  }

  /** Refuses the step unless the record still has the version that the request named. */
  expectVersion(record: StoredRecord, version: number | null): void {
    this.named.add(record.id);
    if (record.version !== version) throw new ConflictError(record.id, record.version);
  }

  /** Was the step refused for a version that the request itself named? Otherwise all of it may be run again. */
  isNamed(conflict: ConflictError): boolean {
    return this.named.has(conflict.id);
  }

  /** A record by its id, whoever asks; for one that another record refers to. */
  async load<T extends Node>(recordClass: StoredClass<T>, id: string): Promise<T> {
    const record = await this.first(recordClass, { id } as Where<T>);
    if (!record) throw new NotFoundError(id);
    return record;
  }

  /** Records that match, whoever asks, ready to be changed and saved. */
  async list<T extends Node>(
    recordClass: StoredClass<T>,
    where: Where<T>,
    orderBy: readonly OrderBy[] = [],
  ): Promise<T[]> {
    const records = await this.reader.list(recordClass, where, orderBy);
    for (const record of records) this.remember(record);
    return records;
  }

  async first<T extends Node>(
    recordClass: StoredClass<T>,
    where: Where<T>,
    orderBy: readonly OrderBy[] = [],
  ): Promise<T | null> {
    const record = await this.reader.first(recordClass, where, orderBy);
    if (record) this.remember(record);
    return record;
  }

  /** Stores a new record, with the first entry of its history. */
  async insert<T extends StoredRecord>(recordClass: StoredClass<T>, values: NewRecord<T>): Promise<T> {
    const [record] = await this.insertAll(recordClass, [values]);
    return record!;
  }

  /** Stores several new records of a kind in one statement. */
  async insertAll<T extends StoredRecord>(recordClass: StoredClass<T>, all: readonly NewRecord<T>[]): Promise<T[]> {
    if (all.length === 0) return [];
    const shape = this.surroundings.shapes.of(recordClass);
    const now = this.clock.now();
    const records = all.map((values) => {
      const record = shape.create({
        ...values,
        id: newId(prefixOfClass(recordClass)),
        version: 1,
        createdAt: now,
        updatedAt: now,
        historyHash: emptyHash,
      });
      const changes: Changes = {};
      for (const [name, value] of Object.entries(shape.row(record))) {
        if (!bookkeeping.has(name) && value !== null)
          changes[name] = [null, shape.isSecret(name) ? 'set' : plain(value)];
      }
      record.historyHash = this.chain(record, changes);
      return record;
    });
    await this.write(
      recordClass,
      records.map((record) => shape.row(record)),
    );
    for (const record of records) this.remember(record);
    return records;
  }

  /** Adds a row that is never changed afterwards. */
  async append<T extends Node>(recordClass: StoredClass<T>, values: NewRecord<T>): Promise<T> {
    const [record] = await this.appendAll(recordClass, [values]);
    return record!;
  }

  /** Stores what was changed on a record that this transaction loaded, if nobody else changed it in the meantime. */
  async save<T extends StoredRecord>(record: T): Promise<T> {
    const recordClass = record.constructor as StoredClass<T>;
    const before = this.loaded.get(record);
    if (!before) throw new Error(`${recordClass.name} ${record.id} was not loaded by this transaction.`);
    const shape = this.surroundings.shapes.of(recordClass);
    const after = shape.row(record);
    const changes: Changes = {};
    const changed: string[] = [];
    for (const [name, value] of Object.entries(after)) {
      if (bookkeeping.has(name) || same(value, before[name])) continue;
      changed.push(name);
      changes[name] = shape.isSecret(name) ? ['secret', 'changed'] : [plain(before[name]), plain(value)];
    }
    if (changed.length === 0) return record;
    const basedOn = record.version;
    record.version = basedOn + 1;
    record.updatedAt = this.clock.now();
    record.historyHash = this.chain(record, changes);
    const assignments = [...changed, 'version', 'updatedAt', 'historyHash'].map(
      (name) => sql`${raw(`\`${name}\``)} = ${shape.stored(name, record[name as keyof T])}`,
    );
    const updated = await this.changeUnique(
      recordClass,
      sql`UPDATE ${shape.table} SET ${join(assignments, ', ')} WHERE id = ${record.id} AND version = ${basedOn}`,
    );
    // Which version is current now stands outside of what this transaction sees: that is asked after the roll-back.
    if (updated !== 1) throw new ConflictError(record.id, basedOn);
    this.remember(record);
    return record;
  }

  /**
   * Deletes rows that were read before, by their ids. By any other column, MariaDB would lock the gaps between rows as well,
   * and two transactions that touch nothing in common could end in a deadlock.
   */
  async deleteAll<T extends Node>(recordClass: StoredClass<T>, records: readonly T[]): Promise<void> {
    const { table } = this.surroundings.shapes.of(recordClass);
    for (let start = 0; start < records.length; start += 100) {
      const ids = records.slice(start, start + 100).map(({ id }) => id);
      await this.execute(sql`DELETE FROM ${table} WHERE id IN (${ids})`);
    }
  }

  /** A change without a record of its own, such as a guarded counter; answers how many rows it met. */
  async execute(statement: Sql): Promise<number> {
    const changed = await this.change(statement);
    // What the reader has loaded may be what was changed.
    this.reader.clear();
    return changed;
  }

  /** The optimistic lock on a record that is not changed itself: fails where somebody changes it concurrently. */
  async hold({ constructor, id, version }: StoredRecord): Promise<void> {
    const { table } = this.surroundings.shapes.of(constructor as StoredClass);
    const held = await this.change(
      sql`UPDATE ${table} SET version = version WHERE id = ${id} AND version = ${version}`,
    );
    if (held !== 1) throw new ConflictError(id, version);
  }

  /** A property's value as it is stored, for a statement of one's own. */
  stored<T extends Node>(recordClass: StoredClass<T>, property: keyof T & string, value: unknown): unknown {
    return this.surroundings.shapes.of(recordClass).stored(property, value);
  }

  /** States a fact: it happened if and only if this transaction commits. */
  record<Data extends object>(type: FactType<Data>, subject: Node, data: Data): void {
    this.facts.push({
      type: type.name,
      subjectId: subject.id,
      contextId: contextOf(subject.id, data as Record<string, unknown>),
      actorId: this.viewer.userId,
      occurredAt: this.clock.now(),
      requestId: this.command.requestId,
      data: data as Record<string, unknown>,
    });
  }

  /** Writes the history and the facts; the last thing before the commit. Answers how many facts were stated. */
  async flush(): Promise<number> {
    await this.flushHistory();
    const facts = await this.appendAll(Fact, this.facts);
    const deliveries = facts.flatMap((fact) =>
      this.surroundings.readersOf(fact.type).map((reader) => ({
        factId: fact.id,
        reader,
        attempts: 0,
        nextAttemptAt: fact.occurredAt,
        lastError: null,
      })),
    );
    await this.appendAll(FactDelivery, deliveries);
    return facts.length;
  }

  /** Writes the history up to here, so that it is not kept until the end: for a unit of work that is very large. */
  async flushHistory(): Promise<void> {
    await this.appendAll(HistoryEntry, this.history.splice(0));
  }

  private async appendAll<T extends Node>(recordClass: StoredClass<T>, all: readonly NewRecord<T>[]): Promise<T[]> {
    if (all.length === 0) return [];
    const shape = this.surroundings.shapes.of(recordClass);
    const records = all.map((values) => shape.create({ ...values, id: newId(prefixOfClass(recordClass)) }));
    await this.write(
      recordClass,
      records.map((record) => shape.row(record)),
    );
    return records;
  }

  private async write<T extends Node>(recordClass: StoredClass<T>, rows: readonly Row[]): Promise<void> {
    const shape = this.surroundings.shapes.of(recordClass);
    const names = Object.keys(rows[0]!);
    const columns = raw(names.map((name) => `\`${name}\``).join(', '));
    for (let start = 0; start < rows.length; start += 100) {
      const tuples = rows.slice(start, start + 100).map((row) => sql`(${names.map((name) => row[name])})`);
      await this.changeUnique(recordClass, sql`INSERT INTO ${shape.table} (${columns}) VALUES ${join(tuples, ', ')}`);
    }
  }

  /** A change that a unique index may refuse. */
  private async changeUnique<T extends Node>(recordClass: StoredClass<T>, statement: Sql): Promise<number> {
    try {
      return await this.execute(statement);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      // Of a request that is repeated, the repetition fails here: running it again would find the same.
      if (recordClass !== (IdempotencyKey as StoredClass)) this.duplicate = (error as Error).message;
      throw new RuleViolationError('already-exists', `There is already a ${prefixOfClass(recordClass)} like this.`);
    }
  }

  /** The hash of the change that makes the record's present version, after noting the change for the history. */
  private chain(record: StoredRecord, changes: Changes): string {
    const entry = {
      recordId: record.id,
      recordVersion: record.version,
      action: this.command.action,
      actorId: this.viewer.userId,
      at: this.clock.now(),
      changes,
    };
    const hash = chainHash(record.historyHash, entry);
    this.history.push({ ...entry, requestId: this.command.requestId, hash });
    return hash;
  }

  private remember<T extends Node>(record: T): void {
    this.loaded.set(record, this.surroundings.shapes.of(record.constructor as StoredClass<T>).row(record));
  }
}

/** Columns that the transaction keeps itself; they are no change of their own. */
const bookkeeping = new Set(['id', 'version', 'createdAt', 'updatedAt', 'historyHash']);

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

function same(left: unknown, right: unknown): boolean {
  return plain(left) === plain(right);
}

export function isUniqueViolation(error: unknown): boolean {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return ['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(
    driverError?.code ?? code ?? '',
  );
}
