import { resolve } from 'node:path';
import { ConfigError, defaultConnections, defaultLimits, defaultLoad, readConfig } from './config';

const secret = 'a secret of exactly 32 characters';

function refusal(variables: Record<string, string>): string {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('The configuration was not refused.');
}

describe('the configuration', () => {
  it('has a default for every setting', () => {
    expect(readConfig({})).toEqual({
      environment: 'development',
      host: '127.0.0.1',
      port: 4000,
      publicUrl: null,
      databaseUrl: null,
      dataDirectory: resolve('.data'),
      embeddedInProduction: false,
      demo: true,
      demoPassword: null,
      adminEmail: null,
      tokenSecret: null,
      issuerName: 'Trellis',
      badgeKeys: null,
      timeZone: 'UTC',
      logLevel: 'info',
      limits: defaultLimits,
      load: defaultLoad,
      connections: { ...defaultConnections, drainTime: 0 },
      workers: 1,
      databaseConnections: 10,
      databaseWaitMilliseconds: 3_000,
      statementMilliseconds: 15_000,
      databaseSyncWait: true,
      persistedDocuments: null,
      trustedProxies: [],
      jobsSchedule: '*/10 * * * *',
      uploadBytes: 25_000_000,
      uploadsPerDay: 500,
      uploadBytesPerDay: 2_000_000_000,
      applicationsPerHour: 10,
      s3: null,
      scanner: null,
    });
  });

  it('reads what is set, and treats an empty variable as unset', () => {
    const variables = {
      NODE_ENV: 'production',
      HOST: '::',
      PORT: '0',
      PUBLIC_URL: 'https://partners.example/trellis/',
      DATABASE_URL: 'mariadb://trellis:p%40ss@db:3307/trellis',
      DATA_DIR: '/var/lib/trellis',
      EMBEDDED_IN_PRODUCTION: 'true',
      DEMO_PASSWORD: '',
      TOKEN_SECRET: secret,
      ISSUER_NAME: 'Loomworks',
      BADGE_KEYS: __filename,
      LOG_LEVEL: 'warn',
      LIMIT_BODY_BYTES: '2000000',
      LIMIT_TOKENS: '6000',
      LIMIT_DEPTH: '16',
      LIMIT_FIELDS: '1999',
      LIMIT_ALIASES: '51',
      LIMIT_DUPLICATES: '21',
      LIMIT_DIRECTIVES: '52',
      LIMIT_ROOT_FIELDS: '22',
      LIMIT_COST: '30000',
      RATE_PER_VIEWER: '0',
      RATE_PER_ADDRESS: '7',
      LOAD_REQUESTS: '200',
      LOAD_BURST_MS: '2000',
      LOAD_DELAY_MS: '300',
      CONNECTIONS: '20000',
      CONNECTIONS_PER_ADDRESS: '501',
      HEADERS_TIMEOUT_MS: '10001',
      BODY_TIMEOUT_MS: '120001',
      IDLE_TIMEOUT_MS: '65001',
      REQUEST_TIMEOUT_MS: '30001',
      DRAIN_MS: '5001',
      SOCKETS_PER_ADDRESS: '101',
      SOCKETS_PER_VIEWER: '21',
      SOCKET_INIT_MS: '5002',
      SOCKET_ANONYMOUS_MS: '60001',
      SOCKET_PING_MS: '15001',
      OPERATIONS_PER_SOCKET: '102',
      SUBSCRIPTIONS_PER_SOCKET: '51',
      SUBSCRIPTIONS_PER_VIEWER: '103',
      WORKERS: '4',
      DATABASE_CONNECTIONS: '20',
      DATABASE_WAIT_MS: '500',
      STATEMENT_TIMEOUT_MS: '5000',
      DATABASE_SYNC_WAIT: 'no',
      PERSISTED_DOCUMENTS: __filename,
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      JOBS_SCHEDULE: 'off',
      UPLOAD_BYTES: '5000000',
      UPLOADS_PER_DAY: '50',
      UPLOAD_BYTES_PER_DAY: '0',
      APPLICATIONS_PER_HOUR: '3',
      S3_BUCKET: 'trellis',
      S3_ENDPOINT: 'https://s3.example.com/',
      S3_REGION: 'eu-central-1',
      S3_PREFIX: 'documents/',
      S3_ACCESS_KEY_ID: 'key',
      S3_SECRET_ACCESS_KEY: 'secret',
      TIME_ZONE: 'Europe/Berlin',
      SCANNER: 'clamdscan --no-summary -',
    };
    expect(readConfig(variables)).toEqual({
      environment: 'production',
      host: '::',
      port: 0,
      publicUrl: 'https://partners.example/trellis',
      databaseUrl: 'mariadb://trellis:p%40ss@db:3307/trellis',
      dataDirectory: '/var/lib/trellis',
      embeddedInProduction: true,
      demo: false,
      demoPassword: null,
      adminEmail: null,
      tokenSecret: secret,
      issuerName: 'Loomworks',
      badgeKeys: __filename,
      timeZone: 'Europe/Berlin',
      logLevel: 'warn',
      limits: {
        bodyBytes: 2_000_000,
        tokens: 6_000,
        depth: 16,
        fields: 1_999,
        aliases: 51,
        duplicates: 21,
        directives: 52,
        rootFields: 22,
        cost: 30_000,
        viewerRate: 0,
        addressRate: 7,
      },
      load: { requests: 200, burst: 2_000, delay: 300 },
      connections: {
        total: 20_000,
        perAddress: 501,
        headersTimeout: 10_001,
        bodyTimeout: 120_001,
        idleTimeout: 65_001,
        requestTimeout: 30_001,
        drainTime: 5_001,
        socketsPerAddress: 101,
        socketsPerViewer: 21,
        socketInitTimeout: 5_002,
        socketAnonymousTimeout: 60_001,
        socketPing: 15_001,
        operationsPerSocket: 102,
        subscriptionsPerSocket: 51,
        subscriptionsPerViewer: 103,
      },
      workers: 4,
      databaseConnections: 20,
      databaseWaitMilliseconds: 500,
      statementMilliseconds: 5_000,
      databaseSyncWait: false,
      persistedDocuments: __filename,
      trustedProxies: ['10.0.0.0/8', '::1'],
      jobsSchedule: null,
      uploadBytes: 5_000_000,
      uploadsPerDay: 50,
      uploadBytesPerDay: 0,
      applicationsPerHour: 3,
      s3: {
        bucket: 'trellis',
        endpoint: 'https://s3.example.com',
        region: 'eu-central-1',
        prefix: 'documents/',
        accessKeyId: 'key',
        secretAccessKey: 'secret',
      },
      scanner: 'clamdscan --no-summary -',
    });
  });

  it.each<[Record<string, string>, boolean]>([
    [{}, true],
    [{ DATABASE_URL: 'mysql://u:p@db/trellis' }, false],
    [{ DATABASE_URL: 'mysql://u:p@db/trellis', DEMO: 'true' }, true],
    [{ DEMO: 'false' }, false],
    [{ NODE_ENV: 'test' }, true],
    [{ NODE_ENV: 'production', TOKEN_SECRET: secret, ISSUER_NAME: 'Loomworks', EMBEDDED_IN_PRODUCTION: 'true' }, false],
  ])('with %j has demo data: %s', (variables, demo) => {
    expect(readConfig(variables).demo).toBe(demo);
  });

  it.each([
    ['NODE_ENV', 'staging', 'development, production or test'],
    ['PORT', '65536', 'a whole number from 0 to 65535'],
    ['PORT', '-1', 'a whole number from 0 to 65535'],
    ['PORT', '4000.5', 'a whole number from 0 to 65535'],
    ['PORT', '0x10', 'a whole number from 0 to 65535'],
    ['PORT', 'http', 'a whole number from 0 to 65535'],
    ['PUBLIC_URL', 'partners.example', 'https://host or http://host, optionally with a path'],
    ['PUBLIC_URL', 'ftp://partners.example', 'https://host or http://host, optionally with a path'],
    ['PUBLIC_URL', 'https://partners.example/?a=b', 'https://host or http://host, optionally with a path'],
    ['DATABASE_URL', 'postgres://db/trellis', 'mysql://user:password@host:port/name or mariadb://…'],
    ['DATABASE_URL', 'mysql://db', 'mysql://user:password@host:port/name or mariadb://…'],
    ['DATABASE_URL', 'mysql:///trellis', 'mysql://user:password@host:port/name or mariadb://…'],
    ['DATABASE_URL', 'trellis', 'mysql://user:password@host:port/name or mariadb://…'],
    ['DEMO', 'maybe', 'true or false'],
    ['EMBEDDED_IN_PRODUCTION', 'maybe', 'true or false'],
    ['DEMO_PASSWORD', 'short', 'at least 12 characters'],
    ['TOKEN_SECRET', 'x'.repeat(31), 'at least 32 characters'],
    ['ISSUER_NAME', 'x'.repeat(201), 'a name of at most 200 characters'],
    ['ISSUER_NAME', ' ', 'a name of at most 200 characters'],
    ['BADGE_KEYS', '/no/such/file.json', 'a JSON file of keys'],
    ['LOG_LEVEL', 'loud', 'fatal, error, warn, info, debug, trace, silent'],
    ['LIMIT_DEPTH', '0', 'a whole number from 1 to 100'],
    ['LIMIT_DEPTH', '101', 'a whole number from 1 to 100'],
    ['LIMIT_COST', '1e6', 'a whole number from 1 to 1000000000'],
    ['RATE_PER_ADDRESS', '-1', 'a whole number from 0 to 1000000'],
    ['WORKERS', '0', 'a whole number from 1 to 128'],
    ['PERSISTED_DOCUMENTS', '/no/such/file.json', 'a JSON file of documents by their SHA-256'],
    ['TRUSTED_PROXIES', '10.0.0.0/8,proxy', 'addresses or networks, such as 10.0.0.0/8, with commas'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'addresses or networks, such as 10.0.0.0/8, with commas'],
    ['UPLOAD_BYTES', '0', 'a whole number from 1000 to 2000000000'],
    ['UPLOADS_PER_DAY', '-1', 'a whole number from 0 to 1000000'],
    ['UPLOAD_BYTES_PER_DAY', 'x', 'a whole number from 0 to 9999999999'],
    ['APPLICATIONS_PER_HOUR', '1.5', 'a whole number from 0 to 1000000'],
    ['ISSUER_NAME', 'Loom\u000bworks', 'a name of at most 200 characters, on one line and without control characters'],
    ['TIME_ZONE', 'Berlin', 'the name of a time zone, such as Europe/Berlin or UTC'],
    ['TIME_ZONE', '+02:00', 'the name of a time zone, such as Europe/Berlin or UTC'],
    ['JOBS_SCHEDULE', 'daily', 'a cron pattern or off'],
    ['JOBS_SCHEDULE', '61 * * * *', 'a cron pattern or off'],
    ['TRUSTED_PROXIES', '::1/129', 'addresses or networks, such as 10.0.0.0/8, with commas'],
  ])('refuses %s=%s', (name, value, allowed) => {
    const message = refusal({ [name]: value });
    expect(message).toContain(name);
    expect(message).toContain(allowed);
    expect(message).toContain(['TOKEN_SECRET', 'DEMO_PASSWORD'].includes(name) ? '(hidden)' : JSON.stringify(value));
  });

  it.each([
    ['TOKEN_SECRET', 'hunter2'],
    ['DEMO_PASSWORD', 'hunter2'],
    ['DATABASE_URL', 'postgres://trellis:hunter2@db/trellis'],
    ['DATABASE_URL', 'mysql:trellis:hunter2@db'],
    ['DATABASE_URL', 'postgres://trellis:is:/hunter2@home@db/trellis'],
  ])('does not reveal the secret in a wrong %s', (name, value) => {
    expect(refusal({ [name]: value })).not.toContain('hunter2');
  });

  it('lists all faults together', () => {
    const message = refusal({ PORT: 'x', LOG_LEVEL: 'y', DEMO: 'z' });
    expect(message.split('\n')).toHaveLength(4);
  });

  it('refuses several workers on the embedded database, and says why', () => {
    expect(refusal({ WORKERS: '2' })).toMatch(/WORKERS=2: must be 1 .* one writer .* set DATABASE_URL/);
  });

  it('refuses a header timeout that is longer than the timeout of the whole request', () => {
    expect(refusal({ HEADERS_TIMEOUT_MS: '5000', BODY_TIMEOUT_MS: '4000' })).toContain(
      'HEADERS_TIMEOUT_MS=5000: must be at most BODY_TIMEOUT_MS (4000)',
    );
  });

  it('refuses half of the key pair of a bucket', () => {
    expect(refusal({ S3_BUCKET: 'trellis', S3_ACCESS_KEY_ID: 'key' })).toContain('both or neither');
    expect(refusal({ S3_BUCKET: 'trellis', S3_ENDPOINT: 'ftp://host' })).toContain('S3_ENDPOINT');
  });

  it('refuses a production start without a secret', () => {
    expect(refusal({ NODE_ENV: 'production' })).toContain('TOKEN_SECRET is not set');
    expect(refusal({ NODE_ENV: 'production', TOKEN_SECRET: '' })).toContain('TOKEN_SECRET is not set');
  });

  it('refuses a production start without the name of the vendor', () => {
    const rest = { NODE_ENV: 'production', TOKEN_SECRET: secret, EMBEDDED_IN_PRODUCTION: 'true' };
    for (const variables of [rest, { ...rest, ISSUER_NAME: '' }]) {
      expect(refusal(variables)).toContain('ISSUER_NAME is not set');
    }
    expect(readConfig({ ...rest, ISSUER_NAME: 'Loomworks' }).issuerName).toBe('Loomworks');
  });

  it('refuses a production start on the embedded database unless it is allowed explicitly', () => {
    const variables = { NODE_ENV: 'production', TOKEN_SECRET: secret, ISSUER_NAME: 'Loomworks' };
    expect(refusal(variables)).toMatch(/DATABASE_URL is not set: .* set EMBEDDED_IN_PRODUCTION=true/);
    expect(refusal({ ...variables, EMBEDDED_IN_PRODUCTION: 'false' })).toContain('DATABASE_URL is not set');
    expect(readConfig({ ...variables, EMBEDDED_IN_PRODUCTION: 'true' }).databaseUrl).toBeNull();
    expect(readConfig({ ...variables, DATABASE_URL: 'mysql://u:p@db/trellis' }).embeddedInProduction).toBe(false);
  });

  it('refuses a production start with demo data', () => {
    expect(refusal({ NODE_ENV: 'production', TOKEN_SECRET: secret, DEMO: 'true' })).toContain(
      'production does not load demo data',
    );
  });
});
