import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { migrations } from '../../migrations';
import { createDataSource } from '../../src/shared/database/data-source';
import { migrate } from '../../src/shared/database/migration';
import type { Cell, Row, RowOf } from './records';

export type Engine = 'mariadb' | 'sqlite';

/** The location of a server's data. */
export interface Location {
  engine: Engine;
  /** The address of the database; null for the embedded one. */
  url: string | null;
  /** The folder of the embedded one. */
  directory: string;
}

const rowsOfAStatement = 1_000;
const rowsOfATransaction = 50_000;

/** A database of the benchmark: created by the product's migrations, and filled in bulk. */
export abstract class Store {
  constructor(readonly location: Location) {}

  abstract insert(table: string, rows: readonly Row[]): Promise<void>;
  abstract query(statement: string, params?: readonly Cell[]): Promise<Record<string, unknown>[]>;
  abstract execute(statement: string): Promise<void>;
  /** Updates the engine's statistics, which it would have after some days of use. */
  abstract analyse(tables: readonly string[]): Promise<void>;
  abstract close(): Promise<void>;

  async migrate(): Promise<void> {
    const { url, directory } = this.location;
    const dataSource = createDataSource({ url, directory }, [], migrations);
    await dataSource.initialize();
    await migrate(dataSource);
    await dataSource.destroy();
  }

  async fill(rows: Iterable<RowOf>, options = { analyse: true }): Promise<void> {
    const waiting = new Map<string, Row[]>();
    let written = 0;
    await this.execute('BEGIN');
    for (const [table, row] of rows) {
      const ofTable = waiting.get(table) ?? [];
      waiting.set(table, ofTable);
      if (ofTable.push(row) < rowsOfAStatement) continue;
      await this.insert(table, ofTable.splice(0));
      written += rowsOfAStatement;
      if (written % rowsOfATransaction === 0) {
        await this.execute('COMMIT');
        await this.execute('BEGIN');
      }
    }
    for (const [table, rest] of waiting) if (rest.length > 0) await this.insert(table, rest);
    await this.execute('COMMIT');
    if (options.analyse) await this.analyse([...waiting.keys()]);
  }
}

export class MariadbStore extends Store {
  private constructor(
    location: Location,
    private readonly connection: Connection,
  ) {
    super(location);
  }

  static async create(server: string, name: string): Promise<MariadbStore> {
    const admin = await createConnection(server);
    await admin.query(`CREATE DATABASE \`${name}\``);
    await admin.end();
    const location: Location = {
      engine: 'mariadb',
      url: `${server.replace(/^mysql/, 'mariadb')}${name}`,
      directory: '',
    };
    const { hostname, port } = new URL(server);
    const store = new MariadbStore(
      location,
      await createConnection({ host: hostname, port: Number(port), user: 'root', database: name }),
    );
    await store.migrate();
    // Rows are inserted before the rows that they refer to.
    await store.execute('SET SESSION foreign_key_checks = 0, unique_checks = 0');
    return store;
  }

  async insert(table: string, rows: readonly Row[]): Promise<void> {
    const names = Object.keys(rows[0]!);
    const tuples = rows.map((row) => `(${names.map((name) => literal(row[name]!)).join(',')})`);
    const columns = names.map((name) => `\`${name}\``).join(',');
    await this.execute(`INSERT INTO \`${table}\` (${columns}) VALUES ${tuples.join(',')}`);
  }

  async query(statement: string, params: readonly Cell[] = []): Promise<Record<string, unknown>[]> {
    const [rows] = await this.connection.query<RowDataPacket[]>(statement, [...params]);
    return rows;
  }

  async execute(statement: string): Promise<void> {
    await this.connection.query(statement);
  }

  async analyse(tables: readonly string[]): Promise<void> {
    if (tables.length > 0) await this.execute(`ANALYZE TABLE ${tables.map((table) => `\`${table}\``).join(', ')}`);
  }

  async close(): Promise<void> {
    await this.connection.end();
  }
}

export class SqliteStore extends Store {
  private constructor(
    location: Location,
    private readonly database: BetterSqlite3.Database,
  ) {
    super(location);
  }

  static async create(directory: string): Promise<SqliteStore> {
    const store = new SqliteStore(
      { engine: 'sqlite', url: null, directory },
      new BetterSqlite3(join(directory, 'trellis.sqlite')),
    );
    await store.migrate();
    store.database.pragma('foreign_keys = OFF');
    return store;
  }

  insert(table: string, rows: readonly Row[]): Promise<void> {
    const names = Object.keys(rows[0]!);
    const columns = names.map((name) => `\`${name}\``).join(',');
    const tuple = names.map(() => '?').join(',');
    const statement = this.database.prepare(`INSERT INTO \`${table}\` (${columns}) VALUES (${tuple})`);
    for (const row of rows) statement.run(names.map((name) => row[name]));
    return Promise.resolve();
  }

  query(statement: string, params: readonly Cell[] = []): Promise<Record<string, unknown>[]> {
    return Promise.resolve(this.database.prepare(statement).all(...params) as Record<string, unknown>[]);
  }

  execute(statement: string): Promise<void> {
    this.database.exec(statement);
    return Promise.resolve();
  }

  analyse(): Promise<void> {
    return this.execute('ANALYZE');
  }

  close(): Promise<void> {
    this.database.close();
    return Promise.resolve();
  }
}

function literal(value: Cell): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replace(/['\\]/g, '\\$&')}'`;
}
