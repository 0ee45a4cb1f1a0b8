import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { PoolConnection } from 'mysql2';
import { DataSource, type MixedList } from 'typeorm';
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver';
import { makePrivateFile, makePrivateFolder } from '../private-files';
import { PooledSqliteDriver, SqliteDataSource } from './sqlite';
import { defaultWaitMilliseconds, inTime, UnavailableError } from './unavailable';

/** The embedded database; the names of its journals start with this name. */
export const embeddedFile = 'trellis.sqlite';

export interface DatabaseLocation {
  /** `mysql://` or `mariadb://`; null for the embedded database. */
  url: string | null;
  /** The folder of the embedded database. */
  directory: string;
  /** The size of each node's connection pool. */
  poolSize?: number;
  /** How long a unit of work waits for a connection. */
  waitMilliseconds?: number;
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's type for a class
export type Classes = MixedList<Function>;

/** The data source for the engine of the location, not yet connected. */
export function createDataSource(location: DatabaseLocation, entities: Classes, migrations: Classes): DataSource {
  const common = {
    entities,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each' as const,
    synchronize: false,
    logging: false,
    // TypeORM's default logger prints a failed migration by itself; the caller reports it here.
    logger: 'debug' as const,
  };
  if (location.url === null) {
    const file = join(location.directory, embeddedFile);
    makePrivateFolder(location.directory);
    // Created before SQLite creates it, because journals inherit the permissions of their database.
    makePrivateFile(file);
    return new SqliteDataSource(
      {
        ...common,
        type: 'better-sqlite3',
        database: file,
        enableWAL: true,
        // Waiting inside SQLite would block the whole process; the transaction retries a busy database.
        timeout: 20,
      },
      location,
    );
  }
  const url = new URL(location.url);
  const dataSource = new DataSource({
    ...common,
    // TypeORM's `mysql` type reports false drift against MariaDB; the `mariadb` type serves both.
    type: url.protocol === 'mysql:' ? 'mysql' : 'mariadb',
    host: url.hostname,
    port: Number(url.port || 3306),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    bigNumberStrings: false,
    poolSize: location.poolSize ?? 10,
    extra: {
      waitForConnections: true,
      // Otherwise the driver would splice an object among the values in as SQL.
      stringifyObjects: true,
      queueLimit: 500,
      connectTimeout: 3_000,
      enableKeepAlive: true,
      keepAliveInitialDelay: 10_000,
      maxIdle: location.poolSize ?? 10,
      // The driver would capture a stack for each statement in case it fails; the failed statement is reported without
      // it.
      trace: false,
      // Per connection; the server limits all connections together.
      maxPreparedStatements: 200,
    },
  });
  waitOnlySoLong(dataSource.driver as MysqlDriver, location.waitMilliseconds ?? defaultWaitMilliseconds);
  return dataSource;
}

/** The driver's own pool waits without a limit, and does not distinguish a lost connection from a refused one. */
function waitOnlySoLong(driver: MysqlDriver, milliseconds: number): void {
  const obtain = driver.obtainMasterConnection.bind(driver) as () => Promise<PoolConnection>;
  const connected = () =>
    obtain().catch((error: unknown) => {
      throw new UnavailableError('There is no connection to the database.', error);
    });
  driver.obtainMasterConnection = () =>
    inTime(milliseconds, 'a database connection', connected(), (connection) => connection.release());
}

export interface SessionLimits {
  /** The timeout of one statement. */
  statementMilliseconds: number;
  /** How long a statement may wait for a lock. */
  waitMilliseconds: number;
  /** Whether a read on Galera waits until the node has applied what other nodes acknowledged before. */
  syncWait: boolean;
}

/** How long beyond its own limit the server may take to report a timeout. */
const graceMilliseconds = 2_000;

/**
 * Sets limits for every connection of the pool from now on: the server ends a statement that takes too long, and a
 * connection that is silent for longer, because the server or the network is frozen, is destroyed and replaced.
 * Migrations run before, without limits. SQLite runs its statements in this process, where nothing can interrupt them.
 */
export function limitSessions({ driver }: DataSource, limits: SessionLimits): void {
  if (driver instanceof PooledSqliteDriver) return;
  const { statementMilliseconds, waitMilliseconds, syncWait } = limits;
  const limited = new WeakSet<LimitedConnection>();
  const silences = new Silences(statementMilliseconds + graceMilliseconds);
  // Servers execute the comments addressed to them: MariaDB those with an M, MySQL those without.
  const settings = [
    `SET SESSION innodb_lock_wait_timeout = ${Math.max(1, Math.ceil(waitMilliseconds / 1_000))}
      /*M!100100 , max_statement_time = ${statementMilliseconds / 1_000} */
      /*!80000 , max_execution_time = ${statementMilliseconds} */`,
    // Has no effect on a server outside a cluster.
    ...(syncWait ? ['/*M!100100 SET SESSION wsrep_sync_wait = 1 */'] : []),
  ];
  ((driver as MysqlDriver).pool as LimitedPool).on('acquire', (connection) => {
    if (limited.has(connection)) return;
    limited.add(connection);
    silences.watch(connection.stream);
    for (const setting of settings) {
      // A node that has not joined the cluster refuses this like everything else; the next use of the connection
      // retries.
      connection.query(setting, (error) => error && limited.delete(connection));
    }
  });
}

/**
 * Destroys sockets that were silent for too long. One timer sweeps all of them, because a socket's own timeout is reset
 * with each packet.
 */
class Silences {
  private readonly sockets = new Map<Socket, { bytes: number; since: number }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly milliseconds: number) {}

  watch(socket: Socket): void {
    // A socket that is already watched is here again because its settings were refused.
    if (this.sockets.has(socket)) return;
    this.sockets.set(socket, { bytes: 0, since: performance.now() });
    this.timer ??= setInterval(() => this.sweep(performance.now()), Math.min(1_000, this.milliseconds / 4)).unref();
    socket.once('close', () => {
      this.sockets.delete(socket);
      if (this.sockets.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    });
  }

  private sweep(now: number): void {
    for (const [socket, heard] of this.sockets) {
      const bytes = socket.bytesRead + socket.bytesWritten;
      if (bytes !== heard.bytes) Object.assign(heard, { bytes, since: now });
      else if (now - heard.since > this.milliseconds) {
        const silent = new Error(`The database was silent for ${this.milliseconds} ms.`);
        socket.destroy(Object.assign(silent, { code: 'ETIMEDOUT' }));
      }
    }
  }
}

interface LimitedConnection {
  stream: Socket;
  query(text: string, done: (error: Error | null) => void): unknown;
}

interface LimitedPool {
  on(event: 'acquire', listener: (connection: LimitedConnection) => void): void;
}

export function isEmbedded(dataSource: DataSource): boolean {
  return dataSource.options.type === 'better-sqlite3';
}
