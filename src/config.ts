import { existsSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { CronPattern } from 'croner';
import { isTimeZone, utc } from './shared/domain/dates';
import { faultOfText } from './shared/domain/text';

/** The validated settings from the environment. No other code reads environment variables. */
export interface Config {
  environment: 'development' | 'production' | 'test';
  host: string;
  port: number;
  /** The public base URL, without a trailing slash; null for the address that the server listens on. */
  publicUrl: string | null;
  /** Null for the embedded database in the data directory. */
  databaseUrl: string | null;
  dataDirectory: string;
  /** Allows production to run on the embedded database. */
  embeddedInProduction: boolean;
  /** Loads the demo data into an empty database. */
  demo: boolean;
  /** Null for a random password, printed once. */
  demoPassword: string | null;
  /** The email address that is invited as the first administrator at a start without one; null for nobody. */
  adminEmail: string | null;
  /** Null for a secret that is generated once and kept in the data directory. */
  tokenSecret: string | null;
  /** The vendor's name on badges and papers. */
  issuerName: string;
  /** A JSON file with the keys that sign badges; null for a key that is generated once in the data directory. */
  badgeKeys: string | null;
  /** The IANA time zone of the installation, which decides when its days begin and end. */
  timeZone: string;
  logLevel: string;
  limits: Limits;
  /** How many requests run concurrently, and how long others queue before they are refused with 503. */
  load: Load;
  /** Limits on open connections, their lifetime, and the operations on each. */
  connections: Connections;
  /** The number of server processes; the embedded database allows only one, because it allows one writer. */
  workers: number;
  /** The size of each process's database connection pool. */
  databaseConnections: number;
  /** How long a request waits for a pooled connection before it is refused with a hint to retry. */
  databaseWaitMilliseconds: number;
  /** The timeout of one statement on a database server, and of a connection that has gone silent. */
  statementMilliseconds: number;
  /** Makes a read on a Galera node wait until the writes that other nodes acknowledged before are visible. */
  databaseSyncWait: boolean;
  /** A JSON file of the clients' operations by their SHA-256; in production, no other operation is answered. */
  persistedDocuments: string | null;
  /** The proxies whose statement of the client's address is trusted. */
  trustedProxies: string[];
  /**
   * A cron pattern in the installation's time zone: when the server checks which daily jobs are due. Null for never.
   */
  jobsSchedule: string | null;
  /** The maximum size of an uploaded document in bytes. */
  uploadBytes: number;
  /** How many documents each staff user, and each partner as a whole, may upload in a day (UTC); 0 for no limit. */
  uploadsPerDay: number;
  /** The maximum total size of these uploads in bytes; 0 for no limit. */
  uploadBytesPerDay: number;
  /** How many partnership applications one address may send per hour without signing in; 0 for no limit. */
  applicationsPerHour: number;
  /** Null for a folder in the data directory. */
  s3: S3Config | null;
  /** The virus scanner: an address that the content is sent to, or a command that reads it. Null for none. */
  scanner: string | null;
}

/** A bucket for the content of documents, at Amazon S3 or any compatible service. */
export interface S3Config {
  bucket: string;
  /** Null for Amazon S3. */
  endpoint: string | null;
  region: string;
  /** A prefix for every key. */
  prefix: string;
  /** Both null for the credentials of the machine. */
  accessKeyId: string | null;
  secretAccessKey: string | null;
}

/** Limits on one request, and on the requests of one caller per second; see docs/limits.md. */
export interface Limits {
  bodyBytes: number;
  tokens: number;
  depth: number;
  /** Counted with fragments expanded at every spread. */
  fields: number;
  aliases: number;
  /** Fields repeated in one selection. */
  duplicates: number;
  directives: number;
  rootFields: number;
  cost: number;
  /** Points of cost per second and viewer; 0 for no limit. */
  viewerRate: number;
  /** Requests per second and network address; 0 for no limit. */
  addressRate: number;
}

export interface Load {
  /** How many requests this process works on concurrently. */
  requests: number;
  /** How long a request may queue during a short burst, in milliseconds. */
  burst: number;
  /** How long a request may queue while the overload lasts, in milliseconds. */
  delay: number;
}

/** All times are in milliseconds. */
export interface Connections {
  /** How many connections this process keeps open. */
  total: number;
  /** How many of them may come from one network address; connections from trusted proxies do not count. */
  perAddress: number;
  /** How long a client may take to send the headers of a request. */
  headersTimeout: number;
  /** How long a client may take to send a whole request, body included. */
  bodyTimeout: number;
  /** How long a connection may wait for its next request. */
  idleTimeout: number;
  /** How long the server may take to answer a request that has fully arrived. */
  requestTimeout: number;
  /** How long a server that was told to stop continues to serve while it reports that it is not ready. */
  drainTime: number;
  socketsPerAddress: number;
  socketsPerViewer: number;
  /** How long a WebSocket may take to send `connection_init`. */
  socketInitTimeout: number;
  /** How long a WebSocket without an access token stays open. */
  socketAnonymousTimeout: number;
  /** The interval at which a WebSocket is pinged and its session checked. */
  socketPing: number;
  /** How many operations may run concurrently on one WebSocket, subscriptions included. */
  operationsPerSocket: number;
  subscriptionsPerSocket: number;
  subscriptionsPerViewer: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 1_000_000,
  tokens: 5_000,
  depth: 15,
  fields: 2_000,
  aliases: 50,
  duplicates: 20,
  directives: 50,
  rootFields: 20,
  cost: 20_000,
  viewerRate: 20_000,
  addressRate: 100,
};

export const defaultLoad: Load = { requests: 32, burst: 1_000, delay: 100 };

export const defaultConnections: Connections = {
  total: 10_000,
  perAddress: 500,
  headersTimeout: 10_000,
  bodyTimeout: 120_000,
  idleTimeout: 65_000,
  requestTimeout: 30_000,
  drainTime: 5_000,
  socketsPerAddress: 100,
  socketsPerViewer: 20,
  socketInitTimeout: 5_000,
  socketAnonymousTimeout: 60_000,
  socketPing: 15_000,
  operationsPerSocket: 100,
  subscriptionsPerSocket: 50,
  subscriptionsPerViewer: 100,
};

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
export const minSecretLength = 32;
const minPasswordLength = 12;
const maxAddressLength = 254;

/** Why the program cannot start, for the operator: names the variable and the remedy. Printed without a stack. */
export class StartError extends Error {}

/** What is wrong with the environment: each variable with its value and what is allowed. */
export class ConfigError extends StartError {
  constructor(findings: readonly string[]) {
    super(`The configuration is not valid:\n${findings.map((finding) => `  - ${finding}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

type Environment = Record<string, string | undefined>;

/** A value as an error may show it: without secrets, because logs and terminals keep what they show. */
export function shown(name: string, text: string): string {
  if (/SECRET|PASSWORD/.test(name)) return '(hidden)';
  return JSON.stringify(text.replace(/^(\w+:\/\/)?.*@/, '$1(hidden)@'));
}

function withoutSlashes(text: string): string {
  return text.endsWith('/') ? withoutSlashes(text.slice(0, -1)) : text;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return isIP(address) !== 0 && fits && rest.length === 0;
}

export function readConfig(variables: Environment = process.env): Config {
  const findings: string[] = [];

  function read<T>(name: string, otherwise: T, allowed: string, parse: (text: string) => T | undefined): T {
    const text = variables[name];
    if (text === undefined || text === '') return otherwise;
    const value = parse(text);
    if (value !== undefined) return value;
    findings.push(`${name}=${shown(name, text)}: must be ${allowed}`);
    return otherwise;
  }

  const oneOf =
    <T extends string>(values: readonly T[]) =>
    (text: string) =>
      values.find((value) => value === text);
  const anything = (text: string) => text;
  const yesOrNo = (text: string) =>
    /^(true|1|on|yes)$/i.test(text) ? true : /^(false|0|off|no)$/i.test(text) ? false : undefined;
  const portNumber = (text: string) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined);
  const whole = (name: string, otherwise: number, from: number, to: number) =>
    read(name, otherwise, `a whole number from ${from} to ${to}`, (text) => {
      const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
      return number >= from && number <= to ? number : undefined;
    });
  const file = (text: string) => (existsSync(text) && statSync(text).isFile() ? resolve(text) : undefined);
  const networks = (text: string) => {
    const parts = text.split(',').map((part) => part.trim());
    return parts.every(isNetwork) ? parts : undefined;
  };
  const schedule = (text: string) => {
    if (text === 'off') return null;
    try {
      return new CronPattern(text) && text;
    } catch {
      return undefined;
    }
  };
  const databaseAddress = (text: string) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return url && ['mysql:', 'mariadb:'].includes(url.protocol) && url.hostname && url.pathname.length > 1
      ? text
      : undefined;
  };

  const mailAddress = (text: string) => {
    const [local, domain, ...rest] = text.split('@');
    return local && domain && rest.length === 0 && text.length <= maxAddressLength && !/\s/.test(text)
      ? text
      : undefined;
  };
  const webAddress = (text: string) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const plain = url && ['http:', 'https:'].includes(url.protocol) && !url.search && !url.hash && !url.username;
    return plain ? withoutSlashes(text) : undefined;
  };

  const environment = read(
    'NODE_ENV',
    'development',
    'development, production or test',
    oneOf(['development', 'production', 'test']),
  );
  const production = environment === 'production';
  const databaseUrl = read(
    'DATABASE_URL',
    null,
    'mysql://user:password@host:port/name or mariadb://…',
    databaseAddress,
  );
  const config: Config = {
    environment: environment as Config['environment'],
    host: read('HOST', '127.0.0.1', 'a host name or address', anything),
    port: read('PORT', 4000, 'a whole number from 0 to 65535', portNumber),
    publicUrl: read('PUBLIC_URL', null, 'https://host or http://host, optionally with a path', webAddress),
    databaseUrl,
    dataDirectory: resolve(read('DATA_DIR', '.data', 'a folder', anything)),
    embeddedInProduction: read('EMBEDDED_IN_PRODUCTION', false, 'true or false', yesOrNo),
    demo: read('DEMO', databaseUrl === null && !production, 'true or false', yesOrNo),
    demoPassword: read('DEMO_PASSWORD', null, `at least ${minPasswordLength} characters`, (text) =>
      text.length >= minPasswordLength ? text : undefined,
    ),
    adminEmail: read('ADMIN_EMAIL', null, 'an e-mail address', mailAddress),
    tokenSecret: read('TOKEN_SECRET', null, `at least ${minSecretLength} characters`, (text) =>
      text.length >= minSecretLength ? text : undefined,
    ),
    issuerName: read(
      'ISSUER_NAME',
      'Trellis',
      'a name of at most 200 characters, on one line and without control characters',
      (text) =>
        text.trim() !== '' && text.length <= 200 && faultOfText(text, { lines: 'ONE', mayBeBlank: false }) === null
          ? text.trim().normalize('NFC')
          : undefined,
    ),
    badgeKeys: read('BADGE_KEYS', null, 'a JSON file of keys', file),
    timeZone: read('TIME_ZONE', utc, 'the name of a time zone, such as Europe/Berlin or UTC', (text) =>
      isTimeZone(text) ? text : undefined,
    ),
    logLevel: read('LOG_LEVEL', 'info', logLevels.join(', '), oneOf(logLevels)),
    limits: {
      bodyBytes: whole('LIMIT_BODY_BYTES', defaultLimits.bodyBytes, 1_000, 100_000_000),
      tokens: whole('LIMIT_TOKENS', defaultLimits.tokens, 100, 100_000),
      depth: whole('LIMIT_DEPTH', defaultLimits.depth, 1, 100),
      fields: whole('LIMIT_FIELDS', defaultLimits.fields, 1, 100_000),
      aliases: whole('LIMIT_ALIASES', defaultLimits.aliases, 0, 10_000),
      duplicates: whole('LIMIT_DUPLICATES', defaultLimits.duplicates, 0, 10_000),
      directives: whole('LIMIT_DIRECTIVES', defaultLimits.directives, 0, 10_000),
      rootFields: whole('LIMIT_ROOT_FIELDS', defaultLimits.rootFields, 1, 1_000),
      cost: whole('LIMIT_COST', defaultLimits.cost, 1, 1_000_000_000),
      viewerRate: whole('RATE_PER_VIEWER', defaultLimits.viewerRate, 0, 1_000_000_000),
      addressRate: whole('RATE_PER_ADDRESS', defaultLimits.addressRate, 0, 1_000_000),
    },
    load: {
      requests: whole('LOAD_REQUESTS', defaultLoad.requests, 1, 100_000),
      burst: whole('LOAD_BURST_MS', defaultLoad.burst, 10, 60_000),
      delay: whole('LOAD_DELAY_MS', defaultLoad.delay, 10, 60_000),
    },
    connections: {
      total: whole('CONNECTIONS', defaultConnections.total, 1, 1_000_000),
      perAddress: whole('CONNECTIONS_PER_ADDRESS', defaultConnections.perAddress, 1, 1_000_000),
      headersTimeout: whole('HEADERS_TIMEOUT_MS', defaultConnections.headersTimeout, 100, 600_000),
      bodyTimeout: whole('BODY_TIMEOUT_MS', defaultConnections.bodyTimeout, 100, 3_600_000),
      idleTimeout: whole('IDLE_TIMEOUT_MS', defaultConnections.idleTimeout, 100, 3_600_000),
      requestTimeout: whole('REQUEST_TIMEOUT_MS', defaultConnections.requestTimeout, 100, 3_600_000),
      // In development, no load balancer has to notice the stop.
      drainTime: whole('DRAIN_MS', production ? defaultConnections.drainTime : 0, 0, 600_000),
      socketsPerAddress: whole('SOCKETS_PER_ADDRESS', defaultConnections.socketsPerAddress, 1, 1_000_000),
      socketsPerViewer: whole('SOCKETS_PER_VIEWER', defaultConnections.socketsPerViewer, 1, 1_000_000),
      socketInitTimeout: whole('SOCKET_INIT_MS', defaultConnections.socketInitTimeout, 100, 600_000),
      socketAnonymousTimeout: whole('SOCKET_ANONYMOUS_MS', defaultConnections.socketAnonymousTimeout, 100, 3_600_000),
      socketPing: whole('SOCKET_PING_MS', defaultConnections.socketPing, 100, 600_000),
      operationsPerSocket: whole('OPERATIONS_PER_SOCKET', defaultConnections.operationsPerSocket, 1, 100_000),
      subscriptionsPerSocket: whole('SUBSCRIPTIONS_PER_SOCKET', defaultConnections.subscriptionsPerSocket, 1, 100_000),
      subscriptionsPerViewer: whole('SUBSCRIPTIONS_PER_VIEWER', defaultConnections.subscriptionsPerViewer, 1, 100_000),
    },
    workers: whole('WORKERS', 1, 1, 128),
    databaseConnections: whole('DATABASE_CONNECTIONS', 10, 1, 1_000),
    databaseWaitMilliseconds: whole('DATABASE_WAIT_MS', 3_000, 10, 60_000),
    statementMilliseconds: whole('STATEMENT_TIMEOUT_MS', 15_000, 100, 3_600_000),
    databaseSyncWait: read('DATABASE_SYNC_WAIT', true, 'true or false', yesOrNo),
    persistedDocuments: read('PERSISTED_DOCUMENTS', null, 'a JSON file of documents by their SHA-256', file),
    trustedProxies: read('TRUSTED_PROXIES', [], 'addresses or networks, such as 10.0.0.0/8, with commas', networks),
    jobsSchedule: read<string | null>('JOBS_SCHEDULE', '*/10 * * * *', 'a cron pattern or off', schedule),
    uploadBytes: whole('UPLOAD_BYTES', 25_000_000, 1_000, 2_000_000_000),
    uploadsPerDay: whole('UPLOADS_PER_DAY', 500, 0, 1_000_000),
    uploadBytesPerDay: whole('UPLOAD_BYTES_PER_DAY', 2_000_000_000, 0, 9_999_999_999),
    applicationsPerHour: whole('APPLICATIONS_PER_HOUR', 10, 0, 1_000_000),
    s3: variables.S3_BUCKET
      ? {
          bucket: variables.S3_BUCKET,
          endpoint: read('S3_ENDPOINT', null, 'https://host or http://host', webAddress),
          region: read('S3_REGION', 'us-east-1', 'a region', anything),
          prefix: read('S3_PREFIX', '', 'a text', anything),
          accessKeyId: read('S3_ACCESS_KEY_ID', null, 'a text', anything),
          secretAccessKey: read('S3_SECRET_ACCESS_KEY', null, 'a text', anything),
        }
      : null,
    scanner: read('SCANNER', null, 'an address (http or https) or a command', anything),
  };
  if (config.workers > 1 && databaseUrl === null) {
    findings.push(
      `WORKERS=${config.workers}: must be 1 with the embedded database, which allows one writer and belongs to one ` +
        'process; for more workers, set DATABASE_URL',
    );
  }
  if (config.connections.headersTimeout > config.connections.bodyTimeout) {
    const { headersTimeout, bodyTimeout } = config.connections;
    findings.push(
      `HEADERS_TIMEOUT_MS=${headersTimeout}: must be at most BODY_TIMEOUT_MS (${bodyTimeout}), because the headers are part of the request`,
    );
  }
  if (config.s3 && (config.s3.accessKeyId === null) !== (config.s3.secretAccessKey === null)) {
    findings.push('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: set both or neither');
  }
  if (production && !variables.TOKEN_SECRET) {
    findings.push(`TOKEN_SECRET is not set: production needs a secret of at least ${minSecretLength} characters`);
  }
  if (production && !variables.ISSUER_NAME) {
    findings.push(
      'ISSUER_NAME is not set: production needs the name of your company, which appears on papers and badges',
    );
  }
  if (production && databaseUrl === null && !config.embeddedInProduction) {
    findings.push(
      'DATABASE_URL is not set: production runs on MariaDB or MySQL; to use the embedded database, which belongs to ' +
        'one process, set EMBEDDED_IN_PRODUCTION=true',
    );
  }
  if (production && config.demo) findings.push('DEMO=true: production does not load demo data');
  if (findings.length > 0) throw new ConfigError(findings);
  return config;
}
