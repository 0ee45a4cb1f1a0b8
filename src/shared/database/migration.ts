import {
  type ColumnType,
  type DataSource,
  MigrationExecutor,
  type QueryRunner,
  Table,
  TableColumn,
  type TableColumnOptions,
  type TableForeignKeyOptions,
  TableIndex,
} from 'typeorm';
import { isEmbedded } from './data-source';
import { columnDifferences, describeIndex, tableDifferences } from './differences';
import { type MigrationLockOptions, takeMigrationLock } from './migration-lock';
import { UnfitDatabaseError } from './unfit';

/*
 * The vocabulary of migrations: the same tables on every engine, with the names that TypeORM expects, so that the drift
 * check finds no differences.
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

/** The columns of every record. */
export const recordColumns = (): ColumnSpecification[] => [
  primaryId(),
  int('version'),
  dateTime('createdAt'),
  dateTime('updatedAt'),
  text('historyHash', 64),
];

/** The only standard column of rows that never change. */
export const primaryId = (): ColumnSpecification => specification('id', 'varchar', { length: '64', isPrimary: true });

export interface IndexSpecification {
  columns: string[];
  unique?: boolean;
}

export const index = (...columns: string[]): IndexSpecification => ({ columns });
export const unique = (...columns: string[]): IndexSpecification => ({ columns, unique: true });

/** Creates a table. An existing one, left by an interrupted migration, must match exactly. */
export async function createTable(
  runner: QueryRunner,
  name: string,
  columns: ColumnSpecification[],
  indices: IndexSpecification[] = [],
): Promise<void> {
  const table = tableOf(runner, name, columns, indices);
  if (await runner.hasTable(name)) {
    const found = await requireTable(runner, name);
    refuseDifferences(name, tableDifferences(runner.dataSource, table, found));
  } else await runner.createTable(table);
}

async function requireTable(runner: QueryRunner, name: string): Promise<Table> {
  const found = await runner.getTable(name);
  if (found) return found;
  throw new UnfitDatabaseError(
    `The table ${name}, which this migration changes, is missing. Restore the backup from before the upgrade.`,
  );
}

function tableOf(
  runner: QueryRunner,
  name: string,
  columns: ColumnSpecification[],
  indices: IndexSpecification[],
): Table {
  const foreignKeys: TableForeignKeyOptions[] = columns
    .filter((column) => column.references)
    .map((column) => ({
      columnNames: [column.name],
      referencedTableName: column.references!,
      referencedColumnNames: ['id'],
      onDelete: 'NO ACTION',
      onUpdate: 'NO ACTION',
    }));
  return new Table({
    name,
    columns: columns.map((column) => columnOf(runner, column)),
    indices: indices.map((each) => ({ columnNames: each.columns, isUnique: each.unique ?? false })),
    foreignKeys,
  });
}

function columnOf({ dataSource }: QueryRunner, { references: _, ...column }: ColumnSpecification): TableColumn {
  return new TableColumn({ ...column, type: dataSource.driver.normalizeType({ type: column.type as ColumnType }) });
}

function refuseDifferences(table: string, differences: readonly string[]): void {
  if (differences.length === 0) return;
  throw new UnfitDatabaseError(
    `The table ${table} exists, but differs from what this migration creates: ${differences.join('; ')}. ` +
      'Restore the backup from before the upgrade, or correct the table, and start again.',
  );
}

/**
 * Adds columns to a table that may have rows: nullable ones, which mean "not known" in existing rows. Uses a statement
 * of its own, because TypeORM would copy the whole table of the embedded database and fail at foreign keys that refer
 * to it.
 */
export async function addColumns(
  runner: QueryRunner,
  table: string,
  columns: ColumnSpecification[],
  indices: IndexSpecification[] = [],
): Promise<void> {
  const { driver } = runner.dataSource;
  const found = await requireTable(runner, table);
  for (const specified of columns) {
    const column = columnOf(runner, specified);
    if (!column.isNullable || specified.references)
      throw new Error(`${table}.${column.name} cannot be added: existing rows have no value for it.`);
    const present = found.findColumnByName(column.name);
    if (present) refuseDifferences(table, columnDifferences(runner.dataSource, column.name, column, present));
    else {
      await runner.query(
        `ALTER TABLE \`${table}\` ADD COLUMN \`${column.name}\` ${driver.createFullType(column)} NULL`,
      );
    }
  }
  await addIndices(runner, table, indices);
}

/** Drops columns with the indices that were added with them. Skips those that are already gone. */
export async function dropColumns(
  runner: QueryRunner,
  table: string,
  columns: string[],
  indices: IndexSpecification[] = [],
): Promise<void> {
  await dropIndices(runner, table, indices);
  for (const name of columns) {
    if (await runner.hasColumn(table, name)) await runner.query(`ALTER TABLE \`${table}\` DROP COLUMN \`${name}\``);
  }
}

/** Adds indices. An existing one must match exactly. */
export async function addIndices(runner: QueryRunner, table: string, indices: IndexSpecification[]): Promise<void> {
  if (indices.length === 0) return;
  const found = await requireTable(runner, table);
  for (const { columns, unique: isUnique = false } of indices) {
    const name = indexName(runner, table, columns);
    const present = found.indices.find((each) => each.name === name);
    const [wanted, actual] = [new TableIndex({ columnNames: columns, isUnique }), present].map(
      (each) => each && describeIndex(each),
    );
    if (actual && actual !== wanted) refuseDifferences(table, [`index ${name} is ${actual}, expected ${wanted}`]);
    if (actual) continue;
    const names = columns.map((column) => `\`${column}\``).join(', ');
    await runner.query(`CREATE ${isUnique ? 'UNIQUE ' : ''}INDEX \`${name}\` ON \`${table}\` (${names})`);
  }
}

/** Drops indices. Skips those that are already gone. */
export async function dropIndices(runner: QueryRunner, table: string, indices: IndexSpecification[]): Promise<void> {
  if (indices.length === 0) return;
  const found = await requireTable(runner, table);
  for (const { columns } of indices) {
    const name = indexName(runner, table, columns);
    if (found.indices.some((each) => each.name === name)) await dropIndex(runner, table, name);
  }
}

function indexName({ dataSource }: QueryRunner, table: string, columns: string[]): string {
  return dataSource.namingStrategy.indexName(table, columns);
}

async function dropIndex(runner: QueryRunner, table: string, name: string): Promise<void> {
  await runner.query(`DROP INDEX \`${name}\`${isEmbedded(runner.dataSource) ? '' : ` ON \`${table}\``}`);
}

export async function dropTables(runner: QueryRunner, ...names: string[]): Promise<void> {
  for (const name of names) await runner.query(`DROP TABLE IF EXISTS \`${name}\``);
}

/**
 * Whether the column exists. A data step checks this before it repeats itself, if the same migration drops the column
 * later.
 */
export function hasColumn(runner: QueryRunner, table: string, column: string): Promise<boolean> {
  return runner.hasColumn(table, column);
}

/**
 * Rebuilds a table, for changes that an engine cannot make in place. At any moment the rows are in one of two tables:
 * the old one is renamed, and dropped only after its rows were copied to the new one. No other table may refer to it.
 *
 * @param values for each column, the SQL of its value from a row of the old table
 * @param where which rows of the old table are kept; all if omitted
 */
export async function rebuildTable(
  runner: QueryRunner,
  name: string,
  columns: ColumnSpecification[],
  indices: IndexSpecification[],
  values: Record<string, string>,
  where = '1 = 1',
): Promise<void> {
  const { dataSource } = runner;
  const old = `${name}_before`;
  if (!(await runner.hasTable(old))) {
    const found = await requireTable(runner, name);
    const isDone = tableDifferences(dataSource, tableOf(runner, name, columns, indices), found).length === 0;
    if (isDone) return;
    await runner.query(`ALTER TABLE \`${name}\` RENAME TO \`${old}\``);
  }
  const { foreignKeys, indices: oldIndices } = await requireTable(runner, old);
  // The new table's indices, or foreign keys, have the same names, which are unique per database: index names in the
  // embedded one, key names elsewhere.
  if (isEmbedded(dataSource)) for (const each of oldIndices) await dropIndex(runner, old, each.name!);
  else for (const key of foreignKeys) await runner.query(`ALTER TABLE \`${old}\` DROP FOREIGN KEY \`${key.name}\``);
  await createTable(runner, name, columns, indices);
  const names = Object.keys(values).map((each) => `\`${each}\``);
  await runner.query(
    `INSERT INTO \`${name}\` (${names.join(', ')}) SELECT ${Object.values(values).join(', ')} FROM \`${old}\` ` +
      `WHERE (${where}) AND id NOT IN (SELECT id FROM \`${name}\`)`,
  );
  await dropTables(runner, old);
}

/**
 * Compares text by code point on every engine, as the embedded one does: text that differs in case is different. Tables
 * inherit this from their database, and a copy restored from a dump into another database inherits that one's default
 * instead.
 */
export async function compareTextByCodePoint(runner: QueryRunner): Promise<void> {
  if (isEmbedded(runner.dataSource)) return;
  const [row] = (await runner.query('SELECT DATABASE() AS name')) as { name: string }[];
  await runner.query(`ALTER DATABASE \`${row!.name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
}

/**
 * Migrates the database to the newest version; returns the names of the migrations that ran. One process at a time does
 * this. If it is killed on the way, another continues.
 */
export async function migrate(dataSource: DataSource, options: MigrationLockOptions = {}): Promise<string[]> {
  if (!(await isBehind(dataSource))) return [];
  const lock = await takeMigrationLock(dataSource, options);
  const runner = dataSource.createQueryRunner();
  const query = runner.query.bind(runner) as (...parameters: unknown[]) => Promise<unknown>;
  runner.query = (async (...parameters: unknown[]) => {
    await lock.assertHeld();
    return query(...parameters);
  }) as typeof runner.query;
  try {
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'each';
    await compareTextByCodePoint(runner);
    return (await executor.executePendingMigrations()).map(({ name }) => name);
  } finally {
    await runner.release();
    // If the database is gone, the others wait until the lease expires.
    await lock.release().catch(() => undefined);
  }
}

/** Whether the database lacks migrations. Throws if it has migrations that this program lacks. */
export async function isBehind(dataSource: DataSource): Promise<boolean> {
  const known = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const executed = (await new MigrationExecutor(dataSource).getExecutedMigrations()).map(({ name }) => name);
  const unknown = executed.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new UnfitDatabaseError(
      `The database was migrated by a newer version of Trellis: this version does not know ${unknown.join(', ')}. ` +
        'Start the newer version, or restore the backup from before the upgrade.',
    );
  }
  return known.some((name) => !executed.includes(name));
}
