/**
 * What a failed statement says about the database:
 *
 * - `REPEAT`: the engine rolled the transaction back because it collided with a concurrent one. Retry all of it.
 * - `BUSY`: nothing was written, and an immediate retry would only add to the load.
 * - `AWAY`: there is no connection, or the server refuses to work. Whether a commit arrived is not known.
 *
 * Everything else is a bug.
 */
export type Failure = 'REPEAT' | 'BUSY' | 'AWAY';

/** The error numbers of servers that speak MySQL's protocol: MySQL, MariaDB, Galera, TiDB. */
export const failuresByNumber: ReadonlyMap<number, Failure> = new Map<number, Failure>([
  [1020, 'REPEAT'], // ER_CHECKREAD: the row has changed since the snapshot (innodb_snapshot_isolation)
  [1205, 'REPEAT'], // ER_LOCK_WAIT_TIMEOUT
  [1213, 'REPEAT'], // ER_LOCK_DEADLOCK; Galera: certification failed
  [1412, 'REPEAT'], // ER_TABLE_DEF_CHANGED: another node migrates
  [1615, 'REPEAT'], // ER_NEED_REPREPARE
  [3101, 'REPEAT'], // ER_TRANSACTION_ROLLBACK_DURING_COMMIT: group replication
  [8002, 'REPEAT'], // TiDB: a locking read cannot be retried by the server
  [8005, 'REPEAT'], // TiDB: write conflict
  [8022, 'REPEAT'], // TiDB: the commit failed and can be retried
  [8028, 'REPEAT'], // TiDB: the schema changed during the transaction
  [9004, 'REPEAT'], // TiDB: timeout resolving a lock
  [9007, 'REPEAT'], // TiDB: write conflict
  [1040, 'BUSY'], // ER_CON_COUNT_ERROR
  [1203, 'BUSY'], // ER_TOO_MANY_USER_CONNECTIONS
  [1226, 'BUSY'], // ER_USER_LIMIT_REACHED
  [1317, 'BUSY'], // ER_QUERY_INTERRUPTED
  [1637, 'BUSY'], // ER_TOO_MANY_CONCURRENT_TRXS
  [1969, 'BUSY'], // MariaDB: max_statement_time
  [3024, 'BUSY'], // MySQL: max_execution_time
  [8027, 'BUSY'], // TiDB: its schema is out of date
  [9003, 'BUSY'], // TiKV is busy
  [1047, 'AWAY'], // ER_UNKNOWN_COM_ERROR; Galera: the node has no majority, or has not joined yet
  [1053, 'AWAY'], // ER_SERVER_SHUTDOWN
  [1080, 'AWAY'], // ER_FORCING_CLOSE
  [1152, 'AWAY'], // ER_ABORTING_CONNECTION
  [1158, 'AWAY'], // ER_NET_READ_ERROR
  [1159, 'AWAY'], // ER_NET_READ_INTERRUPTED
  [1160, 'AWAY'], // ER_NET_ERROR_ON_WRITE
  [1161, 'AWAY'], // ER_NET_WRITE_INTERRUPTED
  [1184, 'AWAY'], // ER_NEW_ABORTING_CONNECTION
  [1290, 'AWAY'], // ER_OPTION_PREVENTS_STATEMENT: read-only during a failover
  [1792, 'AWAY'], // ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION
  [1836, 'AWAY'], // ER_READ_ONLY_MODE
  [1927, 'AWAY'], // MariaDB: ER_CONNECTION_KILLED
  [4031, 'AWAY'], // MySQL: disconnected for inactivity
  [9001, 'AWAY'], // TiDB: no answer from PD
  [9002, 'AWAY'], // TiDB: no answer from TiKV
  [9005, 'AWAY'], // TiDB: a region is unavailable
]);

/** The codes of SQLite, the network and the driver. */
export const failuresByCode: ReadonlyMap<string, Failure> = new Map<string, Failure>([
  ['SQLITE_BUSY', 'REPEAT'],
  ['SQLITE_BUSY_RECOVERY', 'REPEAT'],
  ['SQLITE_BUSY_SNAPSHOT', 'REPEAT'],
  ['SQLITE_BUSY_TIMEOUT', 'REPEAT'],
  ['SQLITE_LOCKED', 'REPEAT'],
  ['SQLITE_LOCKED_SHAREDCACHE', 'REPEAT'],
  ['SQLITE_PROTOCOL', 'REPEAT'],
  ['EAI_AGAIN', 'AWAY'],
  ['ECONNABORTED', 'AWAY'],
  ['ECONNREFUSED', 'AWAY'],
  ['ECONNRESET', 'AWAY'],
  ['EHOSTDOWN', 'AWAY'],
  ['EHOSTUNREACH', 'AWAY'],
  ['ENETDOWN', 'AWAY'],
  ['ENETUNREACH', 'AWAY'],
  ['ENOTFOUND', 'AWAY'],
  ['EPIPE', 'AWAY'],
  ['ETIMEDOUT', 'AWAY'],
  ['PROTOCOL_CONNECTION_LOST', 'AWAY'],
  ['PROTOCOL_SEQUENCE_TIMEOUT', 'AWAY'],
]);

/** The kind of failure; null if it is neither overload nor a lost connection. */
export function failureOf(error: unknown): Failure | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code = '', errno = 0, fatal, driverError } = error as DriverError;
  const known = failuresByNumber.get(errno) ?? failuresByCode.get(code);
  if (known) return known;
  // The driver gives no code to a statement on a connection that has ended, but marks the error as fatal.
  if (fatal === true) return 'AWAY';
  return driverError === undefined ? null : failureOf(driverError);
}

interface DriverError {
  code?: string;
  errno?: number;
  fatal?: boolean;
  driverError?: unknown;
}
