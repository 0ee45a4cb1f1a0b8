import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { Node, StoredClass } from './record';
import { isSecret, isVendorOnly } from './record';
import { raw, type Sql } from './sql';

/** A row as the driver answers it. */
export type Row = Record<string, unknown>;

/** How one class of records lies in its table: statements are made from it, and rows become records by it. */
export class Shape<T extends Node = Node> {
  readonly table: Sql;
  readonly columns: readonly ColumnMetadata[];
  private readonly byProperty: Map<string, ColumnMetadata>;

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

  /** All columns of the alias `t`; the vendor's own as null for those who may not see them. */
  selection(internal: boolean): Sql {
    const columns = this.columns.map(({ propertyName, databaseName }) =>
      !internal && isVendorOnly(this.recordClass, propertyName)
        ? `NULL AS \`${databaseName}\``
        : `\`t\`.\`${databaseName}\``,
    );
    return raw(columns.join(', '));
  }

  /** The row as a record: an instance of the class, without a constructor call and without the ORM's object graph. */
  record(row: Row): T {
    const record = Object.create(this.recordClass.prototype) as Row;
    for (const column of this.columns) {
      record[column.propertyName] = this.dataSource.driver.prepareHydratedValue(row[column.databaseName], column);
    }
    return record as unknown as T;
  }

  /** The record's columns as they are stored. */
  row(record: T): Row {
    const row: Row = {};
    for (const column of this.columns)
      row[column.propertyName] = this.stored(column.propertyName, column.getEntityValue(record));
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
