import { resolve } from 'node:path';
import { ConfigError, readConfig } from './config';

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
  it('needs nothing to be set', () => {
    expect(readConfig({})).toEqual({
      environment: 'development',
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: null,
      dataDirectory: resolve('.data'),
      demo: true,
      demoPassword: null,
      tokenSecret: null,
      logLevel: 'info',
    });
  });

  it('takes what is set, and an empty variable as one that is not', () => {
    const variables = {
      NODE_ENV: 'production',
      HOST: '::',
      PORT: '0',
      DATABASE_URL: 'mariadb://trellis:p%40ss@db:3307/trellis',
      DATA_DIR: '/var/lib/trellis',
      DEMO_PASSWORD: '',
      TOKEN_SECRET: secret,
      LOG_LEVEL: 'warn',
    };
    expect(readConfig(variables)).toEqual({
      environment: 'production',
      host: '::',
      port: 0,
      databaseUrl: 'mariadb://trellis:p%40ss@db:3307/trellis',
      dataDirectory: '/var/lib/trellis',
      demo: false,
      demoPassword: null,
      tokenSecret: secret,
      logLevel: 'warn',
    });
  });

  it.each<[Record<string, string>, boolean]>([
    [{}, true],
    [{ DATABASE_URL: 'mysql://u:p@db/trellis' }, false],
    [{ DATABASE_URL: 'mysql://u:p@db/trellis', DEMO: 'true' }, true],
    [{ DEMO: 'false' }, false],
    [{ NODE_ENV: 'test' }, true],
    [{ NODE_ENV: 'production', TOKEN_SECRET: secret }, false],
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
    ['DATABASE_URL', 'postgres://db/trellis', 'mysql://user:password@host:port/name or mariadb://…'],
    ['DATABASE_URL', 'mysql://db', 'mysql://user:password@host:port/name or mariadb://…'],
    ['DATABASE_URL', 'mysql:///trellis', 'mysql://user:password@host:port/name or mariadb://…'],
    ['DATABASE_URL', 'trellis', 'mysql://user:password@host:port/name or mariadb://…'],
    ['DEMO', 'maybe', 'true or false'],
    ['DEMO_PASSWORD', 'short', 'at least 8 characters'],
    ['TOKEN_SECRET', 'x'.repeat(31), 'at least 32 characters'],
    ['LOG_LEVEL', 'loud', 'fatal, error, warn, info, debug, trace, silent'],
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
  ])('says nothing of the secret in a wrong %s', (name, value) => {
    expect(refusal({ [name]: value })).not.toContain('hunter2');
  });

  it('names everything that is wrong at once', () => {
    const message = refusal({ PORT: 'x', LOG_LEVEL: 'y', DEMO: 'z' });
    expect(message.split('\n')).toHaveLength(4);
  });

  it('refuses a production start without a secret', () => {
    expect(refusal({ NODE_ENV: 'production' })).toContain('TOKEN_SECRET is not set');
    expect(refusal({ NODE_ENV: 'production', TOKEN_SECRET: '' })).toContain('TOKEN_SECRET is not set');
  });

  it('refuses a production start with demo data', () => {
    expect(refusal({ NODE_ENV: 'production', TOKEN_SECRET: secret, DEMO: 'true' })).toContain(
      'a production start refuses demo data',
    );
  });
});
