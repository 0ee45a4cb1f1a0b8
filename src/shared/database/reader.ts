import DataLoader from 'dataloader';
import stringify from 'safe-stable-stringify';
import type { Access } from '../access/policy';
import type { Lookup } from '../access/lookups';
import { system, type Viewer } from '../access/viewer';
import { InvalidInputError, NotFoundError } from '../domain/errors';
import { requireId } from '../domain/ids';
import { beyondCursor, columnsOf, directed, ordered, withTieBreak } from './order';
import { Connection, type OrderKey, type PageRequest, pageSize } from './page';
import { type Node, prefixOfClass, type StoredClass } from './record';
import {
  ahead,
  lastOf,
  type Plan,
  type PlannedRelation,
  type ReadAhead,
  type Relation,
  slotOf,
  withColumns,
} from './relation';
import { Selection, type Sight, slotsOf } from './selection';
import type { Row, Shape, Shapes } from './shape';
import { and, columnNamed, padded, type Sql, sql } from './sql';
import { type OrderBy, type Where, withCondition } from './where';

export type { OrderBy, Where };

/** Runs statements, outside transactions or inside one. */
export interface Source {
  /** The rows as objects. */
  rows(statement: Sql): Promise<Row[]>;
  /** The rows as arrays of cells, for callers that know the order of the cells. */
  cells(statement: Sql): Promise<unknown[][]>;
}

/**
 * Reads records on behalf of one viewer: only visible rows, and for partner roles without the vendor's internal data.
 * Reads in one tick are batched into one statement per kind, and no ORM object graphs are built. With the plan of an
 * operation, a reader selects only the requested columns and prefetches related records, level by level. The plan is
 * for one class and affects no other read.
 */
export class Reader {
  private readonly loaders = new Map<string, DataLoader<string, unknown>>();
  private everyRow: Reader | null = null;

  constructor(
    private readonly source: Source,
    private readonly shapes: Shapes,
    private readonly access: Access,
    readonly viewer: Viewer,
    private readonly plan: Plan | null = null,
  ) {}

  /** The same reader with the plan of a part of the operation. */
  planned(plan: Plan): Reader {
    return new Reader(this.source, this.shapes, this.access, this.viewer, plan);
  }

  /** The record; null if it does not exist or the viewer may not see it. Batched. */
  byId<T extends Node>(recordClass: StoredClass<T>, id: string | null): Promise<T | null> {
    if (id === null) return Promise.resolve(null);
    const loader = this.loader<T | null>(`byId ${recordClass.name}`, async (ids) => {
      const found = await this.findAll(recordClass, ids, this.planOf(recordClass));
      return ids.map((each) => found.get(each) ?? null);
    });
    return loader.load(id);
  }

  async require<T extends Node>(recordClass: StoredClass<T>, id: string, field?: string[]): Promise<T> {
    requireId(prefixOfClass(recordClass), id, field);
    const record = await this.byId(recordClass, id);
    if (!record) throw new NotFoundError(id, field);
    return record;
  }

  /** All matching records in one statement. For sets that stay small; use a page for those that grow. */
  list<T extends Node>(recordClass: StoredClass<T>, where: Where<T>, orderBy: readonly OrderBy[] = []): Promise<T[]> {
    return this.select(recordClass, this.planOf(recordClass), where, directed(orderBy));
  }

  async first<T extends Node>(
    recordClass: StoredClass<T>,
    where: Where<T>,
    orderBy: readonly OrderBy[] = [],
  ): Promise<T | null> {
    const [record] = await this.select(recordClass, this.planOf(recordClass), where, directed(orderBy), 1);
    return record ?? null;
  }

  async count<T extends Node>(recordClass: StoredClass<T>, where: Where<T>): Promise<number> {
    const shape = this.shapes.of(recordClass);
    const [row] = await this.source.cells(
      sql`SELECT COUNT(*) FROM ${shape.table} AS t WHERE ${this.condition(shape, where)}`,
    );
    return Number(row![0]);
  }

  /** The records whose key column has the value: one statement for all parents requested in the same tick. */
  listBy<T extends Node>(
    recordClass: StoredClass<T>,
    key: keyof T & string,
    value: string,
    options: { where?: Where<T>; orderBy?: readonly OrderBy[] } = {},
  ): Promise<T[]> {
    const relation = { name: 'list', kind: 'many', target: () => recordClass, key, ...options } as unknown as Relation;
    return this.load(relation, value, {}) as Promise<T[]>;
  }

  /**
   * The rows of a custom statement that belong to a key: it runs once for all keys requested in the same tick. `name`
   * identifies what the statement depends on in addition to the keys. It must narrow to the viewer by itself, like
   * `rows`.
   */
  rowsBy<R extends Row>(
    name: string,
    key: keyof R & string,
    value: string,
    statementOf: (values: readonly string[]) => Sql,
  ): Promise<R[]> {
    const loader = this.loader<R[]>(`rows ${name}`, async (values) => {
      const groups = new Map<unknown, R[]>(values.map((each) => [each, []]));
      for (const row of await this.rows<R>(statementOf(values))) groups.get(row[key])!.push(row);
      return values.map((each) => groups.get(each)!);
    });
    return loader.load(value);
  }

  /**
   * A result that takes several statements to compute, computed together for all keys requested in the same tick.
   * `name` identifies what it depends on in addition to the keys. A key is an object of plain values.
   */
  together<Key extends object, Value>(
    name: string,
    key: Key,
    load: (keys: readonly Key[]) => Promise<Value[]>,
  ): Promise<Value> {
    const loader = this.loader<Value>(`together ${name}`, (keys) => load(keys.map((each) => JSON.parse(each) as Key)));
    return loader.load(stringify(key));
  }

  /** The values that other modules provide for a lookup. */
  lookUp<Subject, Value>(lookup: Lookup<Subject, Value>, subject: Subject): Promise<Value[]> {
    return this.access.providers.lookUp(lookup, this, subject);
  }

  /** A keyset page, ordered by non-null columns with the id as the tie-break. */
  async page<T extends Node>(
    recordClass: StoredClass<T>,
    request: PageRequest,
    where: Where<T> = {},
    orderBy: readonly OrderBy[] = [],
  ): Promise<Connection<T>> {
    const keys = withTieBreak(orderBy);
    const after = beyondCursor(request, keys);
    const size = pageSize(request);
    const within = after ? ({ ...where, and: [...(where.and ?? []), after] } as Where<T>) : where;
    const plan = withColumns(this.planOf(recordClass), columnsOf(keys));
    const selection = this.selection(recordClass, plan, keys);
    const condition = this.condition(this.shapes.of(recordClass), within);
    const statement = selection.statement(condition, keys, lastOf(size, plan));
    const records = selection.records(await this.source.cells(statement));
    if (plan) await this.readOn(selection, plan, records.slice(0, size));
    return this.connection(recordClass, records, request, keys, () => this.count(recordClass, where));
  }

  /** The same page under each of many parents: one statement for all that are requested in the same tick. */
  pageBy<T extends Node>(
    recordClass: StoredClass<T>,
    key: keyof T & string,
    value: string,
    request: PageRequest,
    options: { where?: Where<T>; orderBy?: readonly OrderBy[] } = {},
  ): Promise<Connection<T>> {
    const relation = { name: 'page', kind: 'pages', target: () => recordClass, key, ...options } as unknown as Relation;
    return this.load(relation, value, request) as Promise<Connection<T>>;
  }

  /**
   * The records that a relation leads to from one record: prefetched, or batched with others requested in the same
   * tick.
   */
  related(relation: Relation, record: Node, page: PageRequest): unknown {
    const slots = (record as ReadAhead)[ahead];
    const slot = slots?.[slotOf(relation, page)];
    if (slot !== undefined) return slot;
    const value = relation.kind === 'one' ? (record[relation.key as keyof Node] as string | null) : record.id;
    return value === null ? null : this.load(relation, value, page);
  }

  /** Prefetches what a plan needs for records that are already loaded: one statement per relation and level. */
  readAhead(plan: Plan, records: readonly Node[]): Promise<void> {
    return this.readRelated(plan.related, records);
  }

  /** The same for records that were loaded by a join with their parents. */
  private async readOn(selection: Selection<Node>, plan: Plan, records: readonly Node[]): Promise<void> {
    const here = plan.related.filter((planned) => selection.covers(planned));
    await Promise.all([
      this.readRelated(
        plan.related.filter((planned) => !selection.covers(planned)),
        records,
      ),
      ...here.map(({ relation, page, plan: inner }) => {
        if (inner.related.length === 0) return null;
        const slot = slotOf(relation, page);
        const owners = new Set(records.map((record) => slotsOf(record)[slot] as Node | null));
        return this.readOn(
          selection,
          inner,
          [...owners].filter((owner) => owner !== null),
        );
      }),
    ]);
  }

  private async readRelated(related: readonly PlannedRelation[], records: readonly Node[]): Promise<void> {
    if (records.length === 0) return;
    await Promise.all(
      related.map(async ({ relation, page, plan: inner }) => {
        const own = relation.kind === 'one' ? (relation.key as keyof Node) : 'id';
        const values = [...new Set(records.map((record) => record[own] as string | null))].filter(
          (value) => value !== null,
        );
        const found = await this.relatedAll(relation, values, page, inner).catch((error: unknown) => {
          // An invalid page is refused by the resolver of its field, which requests it again.
          if (error instanceof InvalidInputError) return null;
          throw error;
        });
        if (!found) return;
        const slot = slotOf(relation, page);
        for (const record of records) slotsOf(record)[slot] = found.get(record[own]) ?? null;
      }),
    );
  }

  /**
   * The rows of a custom statement, for sums and groups. It must narrow to the viewer by itself; `visible` returns the
   * condition.
   */
  rows<R extends Row = Row>(statement: Sql): Promise<R[]> {
    return this.source.rows(statement) as Promise<R[]>;
  }

  /** The same as arrays of cells, by a prepared statement; for a frequent statement with a fixed text. */
  cells<R extends unknown[]>(statement: Sql): Promise<R[]> {
    return this.source.cells(statement) as Promise<R[]>;
  }

  /** The condition on the alias `t` that narrows this record to the viewer's rows. */
  visible(recordClass: StoredClass): Sql {
    return this.access.rows(this.viewer, recordClass);
  }

  /**
   * Sees every row and batches like this one. For figures about a record that are the same for all who may see the
   * record; nothing that it reads may be returned as it is.
   */
  get unnarrowed(): Reader {
    this.everyRow ??= new Reader(this.source, this.shapes, this.access, system);
    return this.everyRow;
  }

  /** Forgets what was loaded, after a change. */
  clear(): void {
    this.loaders.clear();
    this.everyRow?.clear();
  }

  private load(relation: Relation, value: string, page: PageRequest): Promise<unknown> {
    const { kind, key, where, orderBy } = relation;
    const signature = `${kind} ${relation.target().name} ${key} ${stringify([page, where, orderBy])}`;
    const loader = this.loader<unknown>(signature, async (values) => {
      const found = await this.relatedAll(relation, values, page, null);
      return values.map((each) => found.get(each) ?? null);
    });
    return loader.load(value);
  }

  /** The records that a relation leads to from each of many values of its key. */
  private async relatedAll(
    relation: Relation,
    values: readonly string[],
    page: PageRequest,
    plan: Plan | null,
  ): Promise<Map<string, unknown>> {
    if (relation.kind === 'one') return this.findAll(relation.target(), values, plan);
    if (relation.kind === 'pages') return this.pages(relation, values, page, plan);
    const groups = new Map<string, Node[]>(values.map((value) => [value, []]));
    if (values.length === 0) return groups;
    const where = withCondition(relation.where, sql`${columnNamed(relation.key)} IN (${padded(values)})`);
    const order = withTieBreak(relation.orderBy ?? []);
    const records = await this.select(relation.target(), withColumns(plan, [relation.key]), where, order);
    for (const record of records) groups.get(record[relation.key as keyof Node])!.push(record);
    return relation.kind === 'only' ? new Map([...groups].map(([value, group]) => [value, group[0] ?? null])) : groups;
  }

  private async findAll<T extends Node>(
    recordClass: StoredClass<T>,
    ids: readonly string[],
    plan: Plan | null,
  ): Promise<Map<string, T>> {
    if (ids.length === 0) return new Map();
    const where = withCondition<T>({}, sql`${columnNamed('id')} IN (${padded(ids)})`);
    const records = await this.select(recordClass, plan, where, []);
    return new Map(records.map((record) => [record.id, record]));
  }

  private async pages(
    relation: Relation,
    parents: readonly string[],
    request: PageRequest,
    plan: Plan | null,
  ): Promise<Map<string, Connection<Node>>> {
    const recordClass = relation.target();
    const shape = this.shapes.of(recordClass);
    const size = pageSize(request);
    const keys = withTieBreak(relation.orderBy ?? []);
    const ofParents = sql`${columnNamed(relation.key)} IN (${padded(parents)})`;
    const after = beyondCursor(request, keys);
    const matches = this.condition(shape, withCondition(relation.where, ofParents, ...(after ? [after] : [])));
    const within = sql`PARTITION BY ${columnNamed(relation.key)} ${ordered(keys)}`;
    const position = { name: 'position', value: sql`ROW_NUMBER() OVER (${within})` };
    const wanted = withColumns(plan, [relation.key, ...columnsOf(keys)]);
    // Under one parent, LIMIT ends the read early, however many rows there are.
    const only = parents.length === 1;
    const selection = this.selection(recordClass, wanted, keys, only ? null : position);
    const last = lastOf(size, plan);
    const statement = only ? selection.statement(matches, keys, last) : selection.numbered(matches, last);
    const rows = await this.source.cells(statement);
    const groups = new Map<string, Node[]>(parents.map((parent) => [parent, []]));
    const shown: Node[] = [];
    for (const record of selection.records(rows)) {
      const group = groups.get(record[relation.key as keyof Node])!;
      if (group.push(record) <= size) shown.push(record);
    }
    if (wanted) await this.readOn(selection, wanted, shown);
    // The counts of all parents together, when the first is requested.
    let counts: Promise<Map<string, number>> | null = null;
    const countOf = async (parent: string) => {
      counts ??= this.counts(shape, relation, ofParents);
      return (await counts).get(parent) ?? 0;
    };
    return new Map(
      parents.map((parent) => [
        parent,
        this.connection(recordClass, groups.get(parent)!, request, keys, () => countOf(parent)),
      ]),
    );
  }

  private async counts(shape: Shape, relation: Relation, ofParents: Sql): Promise<Map<string, number>> {
    const key = columnNamed(relation.key);
    const matches = this.condition(shape, withCondition(relation.where, ofParents));
    const cells = await this.source.cells(
      sql`SELECT ${key}, COUNT(*) FROM ${shape.table} AS t WHERE ${matches} GROUP BY ${key}`,
    );
    return new Map(cells.map(([parent, count]) => [parent as string, Number(count)]));
  }

  private async select<T extends Node>(
    recordClass: StoredClass<T>,
    plan: Plan | null,
    where: Where<T>,
    order: readonly OrderKey[],
    limit: number | null = null,
  ): Promise<T[]> {
    const selection = this.selection(recordClass, plan, order);
    const statement = selection.statement(this.condition(this.shapes.of(recordClass), where), order, limit);
    const records = selection.records(await this.source.cells(statement));
    if (plan) await this.readOn(selection, plan, records);
    return records;
  }

  private selection<T extends Node>(
    recordClass: StoredClass<T>,
    plan: Plan | null,
    order: readonly OrderKey[],
    further: { name: string; value: Sql } | null = null,
  ): Selection<T> {
    // Joins do not preserve the order of rows, so they are ordered again.
    const joins = plan?.related.some(({ relation }) => relation.kind === 'one') ?? false;
    const wanted = joins ? withColumns(plan, columnsOf(order)) : plan;
    return new Selection(this.sight, recordClass, wanted, further);
  }

  private connection<T extends Node>(
    recordClass: StoredClass<T>,
    records: readonly T[],
    request: PageRequest,
    keys: readonly OrderKey[],
    count: () => Promise<number>,
  ): Connection<T> {
    const shape = this.shapes.of(recordClass);
    const valueOf = (record: T, name: string) => shape.stored(name, record[name as keyof T]);
    return new Connection(records, request, keys, valueOf, count);
  }

  private planOf(recordClass: StoredClass): Plan | null {
    return this.plan?.recordClass === recordClass ? this.plan : null;
  }

  private readonly sight: Sight = {
    table: (recordClass) => this.shapes.of(recordClass).table,
    projection: (recordClass, plan) =>
      this.shapes.of(recordClass).projection(this.access.seesInternal(this.viewer), plan?.columns ?? null),
    visible: (recordClass) => this.visible(recordClass),
  };

  private condition<T extends Node>(shape: Shape<T>, where: Where<T>): Sql {
    const { and: further = [], ...columns } = where;
    const conditions = Object.entries(columns)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => {
        if (value === null) return sql`${columnNamed(name)} IS NULL`;
        if (Array.isArray(value))
          return sql`${columnNamed(name)} IN (${value.map((each) => shape.stored(name, each))})`;
        return sql`${columnNamed(name)} = ${shape.stored(name, value)}`;
      });
    return and([this.visible(shape.recordClass), ...conditions, ...further]);
  }

  private loader<V>(signature: string, load: (keys: readonly string[]) => Promise<V[]>): DataLoader<string, V> {
    let loader = this.loaders.get(signature);
    if (!loader) {
      loader = new DataLoader<string, unknown>(load);
      this.loaders.set(signature, loader);
    }
    return loader as DataLoader<string, V>;
  }
}
