import { type Config, shown, StartError } from './config';
import { UnfitDatabaseError } from './shared/database/unfit';

/** What a driver or the operating system reports; the innermost failure is the cause. */
interface Failure {
  code?: string;
  message?: string;
  syscall?: string;
  hostname?: string;
  path?: string;
  cause?: unknown;
  driverError?: unknown;
}

const notReached = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ER_CON_COUNT_ERROR',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
];
const notLetIn = [
  'AUTH_SWITCH_PLUGIN_ERROR',
  'ER_ACCESS_DENIED_ERROR',
  'ER_ACCESS_DENIED_NO_PASSWORD_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_NOT_SUPPORTED_AUTH_MODE',
  'ER_TABLEACCESS_DENIED_ERROR',
];
const notWritable = ['EACCES', 'EEXIST', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS', 'EDQUOT', 'EMFILE'];

/** An error that the operator can fix, in words that name the variable; any other error unchanged. */
export function explained(error: unknown, config: Config): unknown {
  for (const failure of causes(error)) {
    const text = failure instanceof StartError ? null : explanation(failure, config);
    if (text) return new StartError(text);
  }
  return error;
}

function causes(error: unknown): Failure[] {
  const found: Failure[] = [];
  let next = error;
  while (next && found.length < 10) {
    const failure = next as Failure;
    found.push(failure);
    next = failure.driverError ?? failure.cause;
  }
  return found;
}

function explanation(failure: Failure, config: Config): string | null {
  const { code = '', syscall, hostname } = failure;
  if (failure instanceof UnfitDatabaseError) {
    return /^DATA/.test(failure.message) ? failure.message : `${variableOf(config)}: ${failure.message}`;
  }
  if (syscall === 'listen' || (syscall === 'getaddrinfo' && hostname === config.host)) return ofListening(code, config);
  if (config.databaseUrl !== null) {
    const text = ofDatabase(code, config.databaseUrl);
    if (text) return text;
  }
  return ofFolder(failure, config);
}

const variableOf = ({ databaseUrl }: Config) => (databaseUrl === null ? 'DATA_DIR' : 'DATABASE_URL');

function ofListening(code: string, { host, port }: Config): string {
  if (code === 'EADDRINUSE') {
    return `PORT=${port}: another program listens on ${host}:${port}. End it, or set PORT to a free port (0 picks one).`;
  }
  if (code === 'EACCES') {
    return `PORT=${port}: this user may not listen on it. Set PORT to 1024 or higher.`;
  }
  return `HOST=${shown('HOST', host)}: is not an address of this machine (${code}). Set HOST to one, such as 127.0.0.1 or 0.0.0.0.`;
}

function ofDatabase(code: string, databaseUrl: string): string | null {
  const { host, pathname, username } = new URL(databaseUrl);
  const variable = `DATABASE_URL=${shown('DATABASE_URL', databaseUrl)}`;
  const name = pathname.slice(1);
  if (notReached.includes(code)) {
    return `${variable}: no database answers at ${host} (${code}). Start it, or correct the address.`;
  }
  if (notLetIn.includes(code)) {
    return (
      `${variable}: the database refuses the user ${decodeURIComponent(username)} (${code}). Correct the user and its ` +
      `password, or grant it all rights on ${name}.`
    );
  }
  if (code === 'ER_BAD_DB_ERROR') {
    return `${variable}: there is no database ${name}. Create it (CREATE DATABASE \`${name}\`), or correct its name.`;
  }
  return null;
}

function ofFolder({ code = '', message = '', path = '' }: Failure, { dataDirectory }: Config): string | null {
  const variable = `DATA_DIR=${shown('DATA_DIR', dataDirectory)}`;
  if (notWritable.includes(code) && path.startsWith(dataDirectory)) {
    return `${variable}: cannot be written to (${code}). Set DATA_DIR to a folder with free space that this user may write to.`;
  }
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|FULL|IOERR)/.test(code)) {
    return `${variable}: its database cannot be written to (${code}). Let this user write its files, and free some space.`;
  }
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) {
    return `${variable}: its database is damaged (${message}). Restore it from a backup, or set DATA_DIR to another folder.`;
  }
  return null;
}
