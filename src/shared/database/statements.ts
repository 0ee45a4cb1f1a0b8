import type { Connection as MysqlConnection, PoolConnection, ResultSetHeader, RowDataPacket } from 'mysql2';
import type { DataSource, QueryRunner } from 'typeorm';
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver';
import type { Row } from './shape';
import type { Sql } from './sql';
import { PooledSqliteDriver, PooledSqliteQueryRunner } from './sqlite';

/**
 * The rows of a reading statement as arrays of cells: cheaper than objects, if the caller knows the order of the cells.
 */
export async function readCells(runner: QueryRunner, statement: Sql): Promise<unknown[][]> {
  if (runner instanceof PooledSqliteQueryRunner) return runner.cells(statement.text, statement.params);
  return executed<RowDataPacket[][]>((await runner.connect()) as MysqlConnection, statement);
}

/** The same outside transactions, on a connection borrowed for this one statement. */
export async function readCellsOutside({ driver }: DataSource, statement: Sql): Promise<unknown[][]> {
  if (driver instanceof PooledSqliteDriver) return driver.cells(statement.text, statement.params);
  const connection = (await (driver as MysqlDriver).obtainMasterConnection()) as PoolConnection;
  try {
    return await executed<RowDataPacket[][]>(connection, statement);
  } finally {
    connection.release();
  }
}

/** The rows of a reading statement outside transactions, as objects. */
export async function readRowsOutside(dataSource: DataSource, { text, params }: Sql): Promise<Row[]> {
  const { driver } = dataSource;
  if (driver instanceof PooledSqliteDriver) return driver.rows(text, params) as Promise<Row[]>;
  return dataSource.query<Row[]>(text, params as unknown[]);
}

/** Runs a statement that changes rows, in a transaction; returns how many it changed. */
export async function changeRows(runner: QueryRunner, statement: Sql): Promise<number> {
  // The text of a long statement is rarely repeated.
  if (runner instanceof PooledSqliteQueryRunner || statement.params.length > maxPreparedParameters) {
    const result = await runner.query(statement.text, statement.params as unknown[], true);
    return result.affected ?? 0;
  }
  const connection = (await runner.connect()) as MysqlConnection;
  return (await executed<ResultSetHeader>(connection, statement)).affectedRows;
}

/** Runs a prepared statement, which the connection keeps: the engine parses its text once. */
function executed<T extends RowDataPacket[][] | ResultSetHeader>(
  connection: MysqlConnection,
  { text, params }: Sql,
): Promise<T> {
  // The driver's own promises capture a stack for each statement, which takes longer than everything else they do.
  return new Promise((resolve, reject) => {
    connection.execute<T>({ sql: text, rowsAsArray: true }, params as Parameter[], (error: Error | null, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}

const maxPreparedParameters = 100;

type Parameter = string | number | Date | null;

/*
 * On the embedded engine, the query runner waits for its turn to write and then begins. On a server, these statements go
 * to the driver directly: TypeORM would await several events and promises around each.
 */

export async function begin(runner: QueryRunner): Promise<void> {
  if (runner instanceof PooledSqliteQueryRunner) return runner.startTransaction();
  await control(runner, 'START TRANSACTION');
}

export async function commit(runner: QueryRunner): Promise<void> {
  if (runner instanceof PooledSqliteQueryRunner) return runner.commitTransaction();
  await control(runner, 'COMMIT');
}

/** On the embedded engine, a transaction may not have begun. */
export async function rollBack(runner: QueryRunner): Promise<void> {
  if (!(runner instanceof PooledSqliteQueryRunner)) return control(runner, 'ROLLBACK');
  if (runner.isTransactionActive) await runner.rollbackTransaction();
}

async function control(runner: QueryRunner, text: string): Promise<void> {
  const connection = (await runner.connect()) as MysqlConnection;
  return new Promise((resolve, reject) => {
    connection.query(text, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}
