import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { createPool, type Pool, type PoolConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';

export type Cells = unknown[];

/** Prepared statements on either engine; rows as arrays of cells, moments and days as text. */
export interface Database {
  rows(statement: string, params: readonly unknown[]): Promise<Cells[]> | Cells[];
  /** Commits everything, or nothing. */
  transaction<T>(work: (tx: Session) => Promise<T>): Promise<T>;
}

export interface Session {
  rows(statement: string, params: readonly unknown[]): Promise<Cells[]>;
  /** Returns the number of changed rows. */
  change(statement: string, params: readonly unknown[]): Promise<number>;
}

type Param = string | number | null;

export function openDatabase(): Database {
  const url = process.env.DATABASE_URL;
  return url ? new Mariadb(url) : new Sqlite(join(process.env.DATA_DIR!, 'trellis.sqlite'));
}

class Mariadb implements Database {
  private readonly pool: Pool;

  constructor(address: string) {
    const { hostname, port, username, pathname } = new URL(address);
    this.pool = createPool({
      host: hostname,
      port: Number(port),
      user: username,
      database: pathname.slice(1),
      // As many as the product has.
      connectionLimit: 10,
      timezone: 'Z',
      dateStrings: true,
      rowsAsArray: true,
      supportBigNumbers: true,
    });
  }

  async rows(statement: string, params: readonly unknown[]): Promise<Cells[]> {
    const [rows] = await this.pool.execute<RowDataPacket[][]>(statement, params as Param[]);
    return rows;
  }

  async transaction<T>(work: (tx: Session) => Promise<T>): Promise<T> {
    const connection = await this.pool.getConnection();
    try {
      await connection.query('START TRANSACTION');
      const result = await work(sessionOf(connection));
      await connection.query('COMMIT');
      return result;
    } catch (error) {
      await connection.query('ROLLBACK');
      throw error;
    } finally {
      connection.release();
    }
  }
}

function sessionOf(connection: PoolConnection): Session {
  return {
    rows: async (statement, params) => {
      const [rows] = await connection.execute<RowDataPacket[][]>(statement, params as Param[]);
      return rows;
    },
    change: async (statement, params) => {
      const [result] = await connection.execute<ResultSetHeader>(statement, params as Param[]);
      return result.affectedRows;
    },
  };
}

class Sqlite implements Database {
  private readonly database: BetterSqlite3.Database;
  private readonly statements = new Map<string, BetterSqlite3.Statement>();

  constructor(file: string) {
    this.database = new BetterSqlite3(file);
    this.database.pragma('journal_mode = WAL');
    this.database.pragma('synchronous = FULL');
  }

  rows(statement: string, params: readonly unknown[]): Cells[] {
    let prepared = this.statements.get(statement);
    if (!prepared) this.statements.set(statement, (prepared = this.database.prepare(statement).raw()));
    return prepared.all(...params) as Cells[];
  }

  transaction(): never {
    throw new Error('The embedded database is only read here.');
  }
}
