import { LRUCache } from 'lru-cache';
import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { Node, StoredClass } from './record';
import { isSecret, isVendorOnly } from './record';
import { ahead } from './relation';
import { raw, type Sql } from './sql';

/** A row as the driver returns it. */
export type Row = Record<string, unknown>;

/** What to select, and how the cells of a row become a record. */
export interface Projection<T> {
  /** The columns as `c0`, `c1`, …, in the order of the cells. */
  readonly selection: Sql;
  /** The number of cells. */
  readonly width: number;
  /** The cell of a property. */
  cellOf(property: string): number;
  /** The record whose cells begin at the offset. */
  record(cells: readonly unknown[], offset: number): T;
}

/** Clients choose which columns are read, in any number of combinations: the most recent projections are kept. */
export const maxProjections = 100;

/** The mapping of one class of records to its table, which builds statements and turns rows into records. */
export class Shape<T extends Node = Node> {
  readonly table: Sql;
  readonly columns: readonly ColumnMetadata[];
  private readonly byProperty: Map<string, ColumnMetadata>;
  private readonly projections = new LRUCache<string, Projection<Node>>({ max: maxProjections });

  constructor(
    readonly recordClass: StoredClass<T>,
    private readonly dataSource: DataSource,
    metadata: EntityMetadata,
  ) {
    this.table = raw(`\`${metadata.tableName}\``);
    this.columns = metadata.columns;
    this.byProperty = new Map(metadata.columns.map((column) => [column.propertyName, column]));
  }

  has(property: string): boolean {
    return this.byProperty.has(property);
  }

  /**
   * All columns of the alias `t`, or the named ones and the id. For partner roles, the vendor's internal columns are
   * null and never read. A record is an instance of the class, without the ORM's hydration. Its constructor is compiled
   * once per projection; a column that was not requested is undefined.
   */
  projection(internal: boolean, only: ReadonlySet<string> | null = null): Projection<T> {
    // A name that is not a column is computed from columns that are not known here, so all are read.
    const known = only && [...only].every((name) => this.byProperty.has(name));
    const columns = known
      ? this.columns.filter(({ propertyName }) => propertyName === 'id' || only.has(propertyName))
      : this.columns;
    const key = `${internal} ${known ? columns.map(({ propertyName }) => propertyName).join(' ') : '*'}`;
    let projection = this.projections.get(key) as Projection<T> | undefined;
    if (!projection) {
      projection = this.compile(columns, internal);
      this.projections.set(key, projection);
    }
    return projection;
  }

  private compile(columns: readonly ColumnMetadata[], internal: boolean): Projection<T> {
    const hidden = (column: ColumnMetadata) => !internal && isVendorOnly(this.recordClass, column.propertyName);
    const selection = columns
      .map((column) => (hidden(column) ? 'NULL' : `\`t\`.\`${column.databaseName}\``))
      .map((cell, index) => `${cell} AS c${index}`)
      .join(', ');
    const readers = columns.map((column) => valueReader(column));
    const assignments = columns.map(({ propertyName }, index) => {
      const cell = `cells[offset + ${index}]`;
      return `this[${JSON.stringify(propertyName)}] = ${readers[index] ? `readers[${index}](${cell})` : cell};`;
    });
    // Property names come from the entity classes, never from a request.
    const body = `return function Record(cells, offset) { ${assignments.join(' ')} this[ahead] = null; }`;
    const create = new Function('readers', 'ahead', body) as (
      all: typeof readers,
      slot: typeof ahead,
    ) => new (cells: readonly unknown[], offset: number) => T;
    const Record = create(readers, ahead);
    Record.prototype = this.recordClass.prototype;
    const positions = new Map(columns.map(({ propertyName }, index) => [propertyName, index]));
    return {
      selection: raw(selection),
      width: columns.length,
      cellOf: (property) => positions.get(property)!,
      record: (cells, offset) => new Record(cells, offset),
    };
  }

  /**
   * A record that is not stored yet. A nullable column without a value is null. Any other column without one is a
   * programming error that a cast hides from the type checker, and is refused by name.
   */
  create(values: object): T {
    const record = Object.assign(
      Object.create(this.recordClass.prototype as object) as Record<string, unknown>,
      values,
    );
    for (const { propertyName, isNullable } of this.columns) {
      if (record[propertyName] !== undefined) continue;
      if (!isNullable) throw new Error(`A new ${this.recordClass.name} needs a value for ${propertyName}.`);
      record[propertyName] = null;
    }
    return record as unknown as T;
  }

  /** The record's columns as they are stored. */
  row(record: T): Row {
    const row: Row = {};
    for (const { propertyName, transformer, type } of this.columns) {
      const value: unknown = record[propertyName as keyof T];
      row[propertyName] =
        transformer || !storedAsTheyAre.has(type) ? this.stored(propertyName, value) : (value ?? null);
    }
    return row;
  }

  /** A property's value as it is stored. */
  stored(property: string, value: unknown): unknown {
    const column = this.byProperty.get(property);
    if (!column) throw new Error(`${this.recordClass.name} has no column ${property}.`);
    const stored = this.dataSource.driver.preparePersistentValue(value, column) as unknown;
    if (stored === undefined) return null;
    return typeof stored === 'boolean' ? Number(stored) : stored;
  }

  isSecret(property: string): boolean {
    return isSecret(this.recordClass, property);
  }
}

/** The types whose values every engine stores as they are. */
const storedAsTheyAre: ReadonlySet<unknown> = new Set(['varchar', 'text', 'int', 'bigint']);

type ValueReader = (value: unknown) => unknown;

/** A function that converts a driver's value to the property's; null if they are the same. */
function valueReader({ type, transformer }: ColumnMetadata): ValueReader | null {
  if (transformer && !Array.isArray(transformer)) return (value) => transformer.from(value) as unknown;
  if (type === 'boolean') return (value) => (value === null ? null : Boolean(value));
  if (type === 'json') return (value) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value);
  // SQLite stores dates as text in UTC.
  if (type === 'datetime')
    return (value) => (typeof value === 'string' ? new Date(`${value.replace(' ', 'T')}Z`) : value);
  return null;
}

/** The shapes of all records of a data source. */
export class Shapes {
  private readonly shapes = new Map<StoredClass, Shape>();

  constructor(private readonly dataSource: DataSource) {}

  of<T extends Node>(recordClass: StoredClass<T>): Shape<T> {
    let shape = this.shapes.get(recordClass);
    if (!shape) {
      shape = new Shape(recordClass, this.dataSource, this.dataSource.getMetadata(recordClass));
      this.shapes.set(recordClass, shape);
    }
    return shape as unknown as Shape<T>;
  }
}
