import DataLoader from 'dataloader';
import stringify from 'safe-stable-stringify';
import type { Access } from '../access/policy';
import { system, type Viewer } from '../access/viewer';
import { NotFoundError } from '../domain/errors';
import { type Connection, connectionOf, decodeCursor, type PageRequest, pageSize } from './page';
import type { Node, StoredClass } from './record';
import type { Row, Shape, Shapes } from './shape';
import { and, column, join, or, raw, type Sql, sql } from './sql';

/** Runs one statement and answers its rows. */
export type RunQuery = (statement: Sql) => Promise<Row[]>;

/** Columns and the values they must have: one, one of a list, or null; `and` adds any further conditions. */
export type Where<T> = { [K in keyof T]?: T[K] | readonly T[K][] | null } & { and?: readonly Sql[] };

export interface OrderBy {
  column: string;
  direction?: 'ASC' | 'DESC';
}

/**
 * Reads records as one viewer may see them: only their rows, and without what is the vendor's own for partner roles.
 * Reads of one tick are batched into one statement per kind, and nothing is turned into ORM object graphs on the way.
 */
export class Reader {
  private readonly loaders = new Map<string, DataLoader<string, unknown>>();
  private everyRow: Reader | null = null;

  constructor(
    private readonly run: RunQuery,
    private readonly shapes: Shapes,
    private readonly access: Access,
    readonly viewer: Viewer,
  ) {}

  /** The record, or null where there is none that the viewer may see. Batched. */
  byId<T extends Node>(recordClass: StoredClass<T>, id: string | null): Promise<T | null> {
    if (id === null) return Promise.resolve(null);
    const loader = this.loader<T | null>(`byId ${recordClass.name}`, async (ids) => {
      const records = await this.list(recordClass, {
        and: [sql`${column('id')} IN (${[...ids]})`],
      } as unknown as Where<T>);
      const found = new Map(records.map((record) => [record.id, record]));
      return ids.map((each) => found.get(each) ?? null);
    });
    return loader.load(id);
  }

  async require<T extends Node>(recordClass: StoredClass<T>, id: string, field?: string[]): Promise<T> {
    const record = await this.byId(recordClass, id);
    if (!record) throw new NotFoundError(id, field);
    return record;
  }

  /** All records that match, in one statement. For sets that stay small; a page for those that grow. */
  async list<T extends Node>(
    recordClass: StoredClass<T>,
    where: Where<T>,
    orderBy: readonly OrderBy[] = [],
  ): Promise<T[]> {
    const shape = this.shapes.of(recordClass);
    const rows = await this.run(sql`${this.select(shape)} WHERE ${this.condition(shape, where)} ${ordered(orderBy)}`);
    return rows.map((row) => shape.record(row));
  }

  async first<T extends Node>(
    recordClass: StoredClass<T>,
    where: Where<T>,
    orderBy: readonly OrderBy[] = [],
  ): Promise<T | null> {
    const shape = this.shapes.of(recordClass);
    const rows = await this.run(
      sql`${this.select(shape)} WHERE ${this.condition(shape, where)} ${ordered(orderBy)} LIMIT 1`,
    );
    return rows[0] ? shape.record(rows[0]) : null;
  }

  async count<T extends Node>(recordClass: StoredClass<T>, where: Where<T>): Promise<number> {
    const shape = this.shapes.of(recordClass);
    const [row] = await this.run(
      sql`SELECT COUNT(*) AS n FROM ${shape.table} AS t WHERE ${this.condition(shape, where)}`,
    );
    return Number(row!.n);
  }

  /** The records whose key column has the value: one statement for all the parents that ask in the same tick. */
  listBy<T extends Node>(
    recordClass: StoredClass<T>,
    key: keyof T & string,
    value: string,
    options: { where?: Where<T>; orderBy?: readonly OrderBy[] } = {},
  ): Promise<T[]> {
    const loader = this.loader<T[]>(`listBy ${recordClass.name} ${key} ${stringify(options)}`, async (keys) => {
      const matches = sql`${column(key)} IN (${[...keys]})`;
      const where = { ...options.where, and: [...(options.where?.and ?? []), matches] } as Where<T>;
      const records = await this.list(recordClass, where, options.orderBy ?? [{ column: 'id' }]);
      const groups = new Map<string, T[]>(keys.map((each) => [each, []]));
      for (const record of records) groups.get(record[key] as string)!.push(record);
      return keys.map((each) => groups.get(each)!);
    });
    return loader.load(value);
  }

  /** A keyset page, ordered by non-null columns with the id as tie-break. */
  async page<T extends Node>(
    recordClass: StoredClass<T>,
    request: PageRequest,
    where: Where<T> = {},
    orderBy: readonly OrderBy[] = [],
  ): Promise<Connection<T>> {
    const shape = this.shapes.of(recordClass);
    const size = pageSize(request);
    const keys = withTieBreak(orderBy);
    const matches = this.condition(shape, where);
    const rows = await this.run(
      sql`${this.select(shape)} WHERE ${and([matches, this.after(request, keys)])} ${ordered(keys)} LIMIT ${size + 1}`,
    );
    const records = rows.map((row) => shape.record(row));
    return connectionOf(
      records,
      request,
      keys,
      (record, name) => shape.stored(name, record[name as keyof T]),
      () => this.count(recordClass, where),
    );
  }

  /** The same page under each of many parents: one statement for all that ask in the same tick. */
  pageBy<T extends Node>(
    recordClass: StoredClass<T>,
    key: keyof T & string,
    value: string,
    request: PageRequest,
    options: { where?: Where<T>; orderBy?: readonly OrderBy[] } = {},
  ): Promise<Connection<T>> {
    const signature = `pageBy ${recordClass.name} ${key} ${stringify([request, options])}`;
    const loader = this.loader<Connection<T>>(signature, async (parents) => {
      const shape = this.shapes.of(recordClass);
      const size = pageSize(request);
      const keys = withTieBreak(options.orderBy ?? []);
      const matches = and([
        sql`${column(key)} IN (${[...parents]})`,
        this.condition(shape, options.where ?? ({} as Where<T>)),
        this.after(request, keys),
      ]);
      const rows = await this.run(
        sql`SELECT * FROM (SELECT ${shape.selection(this.internal)}, ROW_NUMBER() OVER (PARTITION BY ${column(key)} ${ordered(keys)}) AS rowNumber FROM ${shape.table} AS t WHERE ${matches}) AS numbered WHERE rowNumber <= ${size + 1} ORDER BY rowNumber`,
      );
      const groups = new Map<string, T[]>(parents.map((parent) => [parent, []]));
      for (const record of rows.map((row) => shape.record(row))) groups.get(record[key] as string)!.push(record);
      return parents.map((parent) =>
        connectionOf(
          groups.get(parent)!,
          request,
          keys,
          (record, name) => shape.stored(name, record[name as keyof T]),
          () => this.count(recordClass, { ...options.where, [key]: parent } as Where<T>),
        ),
      );
    });
    return loader.load(value);
  }

  /** Rows of a statement of one's own, for sums and groups. It must narrow by itself: `visible` gives the condition. */
  rows<R extends Row = Row>(statement: Sql): Promise<R[]> {
    return this.run(statement) as Promise<R[]>;
  }

  /** The condition on the alias `t` that leaves the viewer's rows of this record. */
  visible(recordClass: StoredClass): Sql {
    return this.access.rows(this.viewer, recordClass);
  }

  /**
   * Sees every row and batches like this one: for figures about a record that are the same whoever may see the record.
   * Nothing that it reads is answered as it is.
   */
  get unnarrowed(): Reader {
    this.everyRow ??= new Reader(this.run, this.shapes, this.access, system);
    return this.everyRow;
  }

  /** Forgets what was loaded, after a change. */
  clear(): void {
    this.loaders.clear();
    this.everyRow?.clear();
  }

  private get internal(): boolean {
    return this.access.seesInternal(this.viewer);
  }

  private select<T extends Node>(shape: Shape<T>): Sql {
    return sql`SELECT ${shape.selection(this.internal)} FROM ${shape.table} AS t`;
  }

  private condition<T extends Node>(shape: Shape<T>, where: Where<T>): Sql {
    const { and: further = [], ...columns } = where;
    const conditions = Object.entries(columns)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => {
        if (value === null) return sql`${column(name)} IS NULL`;
        if (Array.isArray(value)) return sql`${column(name)} IN (${value.map((each) => shape.stored(name, each))})`;
        return sql`${column(name)} = ${shape.stored(name, value)}`;
      });
    return and([this.visible(shape.recordClass as StoredClass), ...conditions, ...(further as readonly Sql[])]);
  }

  private after(request: PageRequest, keys: readonly Required<OrderBy>[]): Sql {
    if (!request.after) return raw('1 = 1');
    const values = decodeCursor(request.after, keys);
    const steps = keys.map(({ column: name, direction }, index) => {
      const equal = keys.slice(0, index).map((key, position) => sql`${column(key.column)} = ${values[position]}`);
      const beyond = sql`${column(name)} ${raw(direction === 'ASC' ? '>' : '<')} ${values[index]}`;
      return and([...equal, beyond]);
    });
    const [leading] = keys;
    // The first column's bound stands alone as well, so that an index range is found for it.
    const bound = sql`${column(leading!.column)} ${raw(leading!.direction === 'ASC' ? '>=' : '<=')} ${values[0]}`;
    return and([bound, or(steps)]);
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

function withTieBreak(orderBy: readonly OrderBy[]): Required<OrderBy>[] {
  const keys = orderBy.map(({ column: name, direction }) => ({
    column: name,
    direction: direction ?? ('ASC' as const),
  }));
  return keys.some((key) => key.column === 'id')
    ? keys
    : [...keys, { column: 'id', direction: keys.at(-1)?.direction ?? 'ASC' }];
}

function ordered(orderBy: readonly OrderBy[]): Sql {
  if (orderBy.length === 0) return raw('');
  const columns = orderBy.map((key) => sql`${column(key.column)} ${raw(key.direction ?? 'ASC')}`);
  return sql`ORDER BY ${join(columns, ', ')}`;
}
