import type { Access } from '../access/policy';
import { system, type Viewer } from '../access/viewer';
import type { Action, Given } from '../domain/action';
import type { Clock } from '../domain/clock';
import { ConflictError, InvalidInputError, NotFoundError, RuleViolationError } from '../domain/errors';
import { newId, prefixOf, requireId } from '../domain/ids';
import type { Blocker } from '../domain/lifecycle';
import type { MetricRegistry } from '../domain/metric';
import { contextOf, Fact, FactDelivery, type FactType } from '../events/fact';
import { type Changes, chainHash, emptyHash, HistoryEntry } from './history';
import { IdempotencyKey } from './idempotency';
import { Reader, type OrderBy, type Source, type Where } from './reader';
import { type NewRecord, type Node, prefixOfClass, recordClassOf, type StoredClass, StoredRecord } from './record';
import { ahead, type Along, planAlong, type ReadAhead } from './relation';
import type { Row, Shapes } from './shape';
import { join, raw, type Sql, sql } from './sql';
import { type Changed, changesBetween, changesOfNew, updateOf } from './changes';

/** Runs a statement that changes rows; returns how many it changed. */
export type RunChange = (statement: Sql) => Promise<number>;

/** The viewer, the mutation or job, and the request of a transaction. */
export interface Command {
  viewer: Viewer;
  /** The name of the mutation, job or fact handler. */
  action: string;
  requestId: string;
}

/** What all transactions of an installation share. */
export interface Surroundings {
  shapes: Shapes;
  access: Access;
  clock: Clock;
  metrics: MetricRegistry<Reader>;
  /** The vendor's name; null in programs that neither award nor sign. */
  issuerName: string | null;
  /** The fact handlers that subscribe to a type. */
  readersOf(factType: string): readonly string[];
}

/**
 * One unit of work: it commits as a whole, with its history and its facts, or not at all. `require` reads what a
 * request names, narrowed to its viewer; `reader` sees every row, for decisions. The database may require the whole
 * unit to run again, so it touches nothing but the database.
 */
export class Transaction {
  readonly viewer: Viewer;
  readonly clock: Clock;
  /** Sees every row, regardless of the viewer. */
  readonly reader: Reader;
  private readonly loaded = new WeakMap<Node, Row>();
  /** What `require` read along, by id, until it is loaded or anything changes. */
  private readonly readAlong = new Map<string, Node>();
  private readonly history: NewRecord<HistoryEntry>[] = [];
  private readonly facts: NewRecord<Fact>[] = [];
  /** The records whose version the request named. */
  private readonly named = new Set<string>();
  /** The message of the unique index that refused a row of this transaction; null if none did. */
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

  /** Throws `ForbiddenError`, or the rule that forbids it, unless the viewer may do this to the subject. */
  assert<Subject>(action: Action<string, Subject>, ...given: Given<Subject>): void {
    this.surroundings.access.assert(this.viewer, action, ...given);
  }

  allows<Subject>(action: Action<string, Subject>, ...given: Given<Subject>): boolean {
    return this.surroundings.access.allows(this.viewer, action, ...given);
  }

  /** The blockers of other modules for a step. */
  blockersOf<Subject>(action: Action<string, Subject>, subject: Subject): Promise<Blocker[]> {
    return this.surroundings.access.steps.blockersOf(this.reader, action, subject);
  }

  /**
   * Runs the checks of other modules once the step has changed its record: they may refuse it, or lock records until
   * the commit.
   */
  check<Subject>(action: Action<string, Subject>, subject: Subject): Promise<void> {
    return this.surroundings.access.steps.check(this, action, subject);
  }

  /** The vendor's name today, for what is awarded or signed now. */
  get issuerName(): string | null {
    return this.surroundings.issuerName;
  }

  get metrics(): MetricRegistry<Reader> {
    return this.surroundings.metrics;
  }

  /**
   * The record that a request names. Throws not found if it is not visible, an input error if the id is of another
   * kind, and a conflict if the version is stale. The record has all columns, including those the viewer never sees.
   * `along` names keys of the record: what they refer to is read in the same statement, and `load` returns it.
   */
  async require<T extends Node>(
    recordClass: StoredClass<T>,
    id: string,
    options: { version?: number; field?: string[]; along?: Along<T> } = {},
  ): Promise<T> {
    const field = options.field ?? ['id'];
    requireId(prefixOfClass(recordClass), id, field);
    const visible = this.surroundings.access.rows(this.viewer, recordClass);
    const where = { id, and: [visible] } as unknown as Where<T>;
    const record = await (options.along
      ? this.firstAlong(recordClass, where, options.along)
      : this.first(recordClass, where));
    if (!record) throw new NotFoundError(id, field);
    if (options.version !== undefined && record instanceof StoredRecord) this.expectVersion(record, options.version);
    return record;
  }

  /** The same for a record of any kind. */
  async requireAny(id: string, field: string[] = ['id']): Promise<Node> {
    const prefix = prefixOf(id);
    const recordClass = prefix === null ? undefined : recordClassOf(prefix);
    if (recordClass && this.surroundings.access.shows(recordClass)) return this.require(recordClass, id, { field });
    const reason = prefix === null ? 'the value is not an id' : `there is no kind of record with ids like ${prefix}_…`;
    throw new InvalidInputError(`Expected the id of a record, but ${reason}.`, field);
  }

  /** Refuses the step unless the record still has the version that the request named. */
  expectVersion(record: StoredRecord, version: number | null): void {
    this.named.add(record.id);
    if (record.version !== version) throw new ConflictError(record.id, record.version);
  }

  /** Whether the conflict is about a version that the request named. Otherwise the transaction may run again. */
  isNamed(conflict: ConflictError): boolean {
    return this.named.has(conflict.id);
  }

  /** A record by its id, regardless of the viewer; for one that another record refers to. */
  async load<T extends Node>(recordClass: StoredClass<T>, id: string): Promise<T> {
    const known = this.readAlong.get(id);
    if (known instanceof recordClass) {
      // Each `load` returns an object of its own.
      this.readAlong.delete(id);
      this.remember(known);
      return known;
    }
    const record = await this.first(recordClass, { id } as Where<T>);
    if (!record) throw new NotFoundError(id);
    return record;
  }

  /** Matching records, regardless of the viewer, ready to be changed and saved. */
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

  private async firstAlong<T extends Node>(
    recordClass: StoredClass<T>,
    where: Where<T>,
    along: Along<T>,
  ): Promise<T | null> {
    // Not `first`: its LIMIT would keep the engine from merging the joined tables.
    const [record] = await this.reader.planned(planAlong(recordClass, along)).list(recordClass, where);
    if (!record) return null;
    const found = (record as ReadAhead)[ahead] ?? {};
    for (const each of Object.values(found) as (Node | null)[]) if (each) this.readAlong.set(each.id, each);
    // They are for decisions: a response must not find them on the record.
    (record as ReadAhead)[ahead] = null;
    this.remember(record);
    return record;
  }

  /** Stores a new record, with the first entry of its history. */
  async insert<T extends StoredRecord>(recordClass: StoredClass<T>, values: NewRecord<T>): Promise<T> {
    const [record] = await this.insertAll(recordClass, [values]);
    return record!;
  }

  /** Stores several new records of one class in one statement. */
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
      record.historyHash = this.chain(record, changesOfNew(shape, shape.row(record)));
      return record;
    });
    await this.write(
      recordClass,
      records.map((record) => shape.row(record)),
    );
    for (const record of records) this.remember(record);
    return records;
  }

  /** Adds a row that never changes afterwards. */
  async append<T extends Node>(recordClass: StoredClass<T>, values: NewRecord<T>): Promise<T> {
    const [record] = await this.appendAll(recordClass, [values]);
    return record!;
  }

  /** Adds several rows of one class, which never change afterwards. */
  async appendAll<T extends Node>(recordClass: StoredClass<T>, all: readonly NewRecord<T>[]): Promise<T[]> {
    if (all.length === 0) return [];
    const shape = this.surroundings.shapes.of(recordClass);
    const records = all.map((values) => shape.create({ ...values, id: newId(prefixOfClass(recordClass)) }));
    await this.write(
      recordClass,
      records.map((record) => shape.row(record)),
    );
    return records;
  }

  /** Stores the changes to a record that this transaction loaded. Throws a conflict if it changed concurrently. */
  async save<T extends StoredRecord>(record: T): Promise<T> {
    await this.saveAll([record]);
    return record;
  }

  /** The same for several records of one class, some in one statement. Their version must not be named by the request. */
  async saveAll<T extends StoredRecord>(records: readonly T[]): Promise<void> {
    for (let start = 0; start < records.length; start += savedTogether) {
      const changed = records.slice(start, start + savedTogether).flatMap((record) => this.changed(record) ?? []);
      if (changed.length > 0) await this.update(changed);
    }
  }

  /** Counts the version on and adds to the history; null if nothing changed. */
  private changed<T extends StoredRecord>(record: T): Changed<T> | null {
    const recordClass = record.constructor as StoredClass<T>;
    const before = this.loaded.get(record);
    if (!before) throw new Error(`${recordClass.name} ${record.id} was not loaded by this transaction.`);
    const shape = this.surroundings.shapes.of(recordClass);
    const { columns, changes } = changesBetween(shape, before, shape.row(record));
    if (columns.length === 0) return null;
    const basedOn = record.version;
    record.version = basedOn + 1;
    record.updatedAt = this.clock.now();
    record.historyHash = this.chain(record, changes);
    return { record, basedOn, columns };
  }

  private async update<T extends StoredRecord>(changed: readonly Changed<T>[]): Promise<void> {
    const recordClass = changed[0]!.record.constructor as StoredClass<T>;
    const shape = this.surroundings.shapes.of(recordClass);
    const updated = await this.changeUnique(recordClass, updateOf(shape, changed));
    // This snapshot does not show the current version, so it is read after the rollback.
    if (updated !== changed.length) throw new ConflictError(changed[0]!.record.id, changed[0]!.basedOn);
    for (const { record } of changed) this.remember(record);
  }

  /**
   * Deletes rows that were read before, by their ids. With any other column, MariaDB would also lock the gaps between
   * rows, and two transactions that touch different rows could end in a deadlock.
   */
  async deleteAll<T extends Node>(recordClass: StoredClass<T>, records: readonly T[]): Promise<void> {
    const { table } = this.surroundings.shapes.of(recordClass);
    for (let start = 0; start < records.length; start += 100) {
      const ids = records.slice(start, start + 100).map(({ id }) => id);
      await this.execute(sql`DELETE FROM ${table} WHERE id IN (${ids})`);
    }
  }

  /** A change without a record of its own, such as a guarded counter; returns how many rows it matched. */
  async execute(statement: Sql): Promise<number> {
    const changed = await this.change(statement);
    // The change may affect what was read before.
    this.reader.clear();
    this.readAlong.clear();
    return changed;
  }

  /** The optimistic lock on a record that does not change itself: throws if it changes concurrently. */
  async hold({ constructor, id, version }: StoredRecord): Promise<void> {
    const { table } = this.surroundings.shapes.of(constructor as StoredClass);
    const held = await this.change(
      sql`UPDATE ${table} SET version = version WHERE id = ${id} AND version = ${version}`,
    );
    if (held !== 1) throw new ConflictError(id, version);
  }

  /** A property's value as it is stored, for a custom statement. */
  stored<T extends Node>(recordClass: StoredClass<T>, property: keyof T & string, value: unknown): unknown {
    return this.surroundings.shapes.of(recordClass).stored(property, value);
  }

  /** Records a fact: it happened if and only if this transaction commits. */
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

  /** Writes the history and the facts, as the last step before the commit. Returns how many facts were recorded. */
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

  /** Writes the history so far, to limit memory in a very large transaction. */
  async flushHistory(): Promise<void> {
    await this.appendAll(HistoryEntry, this.history.splice(0));
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
      // A retry with an idempotency key fails here: running it again would find the same row.
      if (recordClass !== (IdempotencyKey as StoredClass)) this.duplicate = (error as Error).message;
      throw new RuleViolationError('already-exists', `There is already a ${prefixOfClass(recordClass)} like this.`);
    }
  }

  /** The hash of the record's current version, after adding the change to the history. */
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

/** How many changed records one statement stores. */
const savedTogether = 25;

export function isUniqueViolation(error: unknown): boolean {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return ['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(
    driverError?.code ?? code ?? '',
  );
}
