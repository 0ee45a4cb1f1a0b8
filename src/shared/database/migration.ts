import {
  type ColumnType,
  type DataSource,
  type QueryRunner,
  Table,
  TableColumn,
  type TableColumnOptions,
  type TableForeignKeyOptions,
  TableIndex,
} from 'typeorm';
import { isEmbedded } from './data-source';

/*
 * The words that migrations are written in: the same tables on every engine, with the names that TypeORM expects, so
 * that the drift check finds nothing.
 */

interface ColumnSpecification extends TableColumnOptions {
  references?: string;
}

type Options = { nullable?: boolean };

const specification = (
  name: string,
  type: string,
  options: Partial<ColumnSpecification> = {},
): ColumnSpecification => ({
  name,
  type,
  isNullable: false,
  ...options,
});

/** A typed id, with the table it refers to, if any. */
export const id = (name: string, options: Options & { references?: string } = {}) =>
  specification(name, 'varchar', {
    length: '64',
    isNullable: options.nullable ?? false,
    references: options.references,
  });
export const text = (name: string, length: number, options: Options = {}) =>
  specification(name, 'varchar', { length: String(length), isNullable: options.nullable ?? false });
export const longText = (name: string, options: Options = {}) =>
  specification(name, 'text', { isNullable: options.nullable ?? false });
export const word = (name: string, options: Options = {}) => text(name, 40, options);
export const int = (name: string, options: Options = {}) =>
  specification(name, 'int', { isNullable: options.nullable ?? false });
/** Money in minor units, or a scaled decimal. */
export const bigint = (name: string, options: Options = {}) =>
  specification(name, 'bigint', { isNullable: options.nullable ?? false });
export const boolean = (name: string, options: Options = {}) =>
  specification(name, 'boolean', { isNullable: options.nullable ?? false });
export const date = (name: string, options: Options = {}) =>
  specification(name, 'date', { isNullable: options.nullable ?? false });
export const dateTime = (name: string, options: Options = {}) =>
  specification(name, 'datetime', { precision: 3, isNullable: options.nullable ?? false });
export const json = (name: string, options: Options = {}) =>
  specification(name, 'json', { isNullable: options.nullable ?? false });

/** The columns that every record has. */
export const recordColumns = (): ColumnSpecification[] => [
  primaryId(),
  int('version'),
  dateTime('createdAt'),
  dateTime('updatedAt'),
  text('historyHash', 64),
];

/** The only standard column of rows that are never changed. */
export const primaryId = (): ColumnSpecification => specification('id', 'varchar', { length: '64', isPrimary: true });

export interface IndexSpecification {
  columns: string[];
  unique?: boolean;
}

export const index = (...columns: string[]): IndexSpecification => ({ columns });
export const unique = (...columns: string[]): IndexSpecification => ({ columns, unique: true });

export async function createTable(
  runner: QueryRunner,
  name: string,
  columns: ColumnSpecification[],
  indices: IndexSpecification[] = [],
): Promise<void> {
  const foreignKeys: TableForeignKeyOptions[] = columns
    .filter((column) => column.references)
    .map((column) => ({
      columnNames: [column.name],
      referencedTableName: column.references!,
      referencedColumnNames: ['id'],
      onDelete: 'NO ACTION',
      onUpdate: 'NO ACTION',
    }));
  const table = new Table({
    name,
    columns: columns.map(({ references: _, ...column }) => ({
      ...column,
      type: runner.dataSource.driver.normalizeType({ type: column.type as ColumnType }),
    })),
    indices: indices.map((each) => ({ columnNames: each.columns, isUnique: each.unique ?? false })),
    foreignKeys,
  });
  await runner.createTable(table);
}

/**
 * Adds columns to a table that may have rows already: nullable ones, which mean "not known" in those. By a statement of
 * its own, as TypeORM would copy the whole table of the embedded database and stumble over keys that refer to it.
 */
export async function addColumns(
  runner: QueryRunner,
  table: string,
  columns: ColumnSpecification[],
  indices: IndexSpecification[] = [],
): Promise<void> {
  const { driver } = runner.dataSource;
  for (const { references, ...options } of columns) {
    if (!options.isNullable || references) throw new Error(`${table}.${options.name} cannot be added: rows lack it.`);
    const type = driver.normalizeType({ type: options.type as ColumnType });
    const column = new TableColumn({ ...options, type });
    await runner.query(`ALTER TABLE \`${table}\` ADD COLUMN \`${column.name}\` ${driver.createFullType(column)} NULL`);
  }
  await addIndices(runner, table, indices);
}

/** Takes columns out again, with the indices that were added with them. */
export async function dropColumns(
  runner: QueryRunner,
  table: string,
  columns: string[],
  indices: IndexSpecification[] = [],
): Promise<void> {
  await dropIndices(runner, table, indices);
  for (const name of columns) await runner.query(`ALTER TABLE \`${table}\` DROP COLUMN \`${name}\``);
}

export async function addIndices(runner: QueryRunner, table: string, indices: IndexSpecification[]): Promise<void> {
  for (const each of indices) {
    await runner.createIndex(table, new TableIndex({ columnNames: each.columns, isUnique: each.unique ?? false }));
  }
}

export async function dropIndices(runner: QueryRunner, table: string, indices: IndexSpecification[]): Promise<void> {
  const { namingStrategy } = runner.dataSource;
  for (const each of indices) await runner.dropIndex(table, namingStrategy.indexName(table, each.columns));
}

export async function dropTables(runner: QueryRunner, ...names: string[]): Promise<void> {
  for (const name of names) await runner.dropTable(name);
}

/** Text compares by code point on every engine, as it does in the embedded one: what differs in a letter's case differs. */
export async function compareTextByCodePoint(runner: QueryRunner): Promise<void> {
  if (isEmbedded(runner.dataSource)) return;
  const [row] = (await runner.query('SELECT DATABASE() AS name')) as { name: string }[];
  await runner.query(`ALTER DATABASE \`${row!.name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
}

/** Brings the database to the newest version; answers the names of the migrations that ran. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const ran = await dataSource.runMigrations();
  return ran.map((migration) => migration.name);
}
