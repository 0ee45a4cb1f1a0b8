import { resolve } from 'node:path';

/** Everything that the environment decides, checked. Nothing else in the program reads the environment. */
export interface Config {
  environment: 'development' | 'production' | 'test';
  host: string;
  port: number;
  /** Null for the embedded database in the data directory. */
  databaseUrl: string | null;
  dataDirectory: string;
  /** Is the demo data loaded when the database is empty? */
  demo: boolean;
  /** Null for a random one, printed once. */
  demoPassword: string | null;
  /** Null for one that is made once and kept in the data directory. */
  tokenSecret: string | null;
  logLevel: string;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const shortestSecret = 32;

/** What is wrong with the environment: every variable with its value and what is allowed. */
export class ConfigError extends Error {
  constructor(findings: readonly string[]) {
    super(`The configuration is not valid:\n${findings.map((finding) => `  - ${finding}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

type Environment = Record<string, string | undefined>;

/** A value as an error may name it: without secrets, which logs and terminals keep. */
function shown(name: string, text: string): string {
  if (/SECRET|PASSWORD/.test(name)) return '(hidden)';
  return JSON.stringify(text.replace(/^(\w+:\/\/)?.*@/, '$1(hidden)@'));
}

export function readConfig(variables: Environment = process.env): Config {
  const findings: string[] = [];

  function read<T>(name: string, otherwise: T, allowed: string, parse: (text: string) => T | undefined): T {
    const text = variables[name];
    if (text === undefined || text === '') return otherwise;
    const value = parse(text);
    if (value !== undefined) return value;
    findings.push(`${name}=${shown(name, text)}: allowed is ${allowed}`);
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
  const databaseAddress = (text: string) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return url && ['mysql:', 'mariadb:'].includes(url.protocol) && url.hostname && url.pathname.length > 1
      ? text
      : undefined;
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
    databaseUrl,
    dataDirectory: resolve(read('DATA_DIR', '.data', 'a folder', anything)),
    demo: read('DEMO', databaseUrl === null && !production, 'true or false', yesOrNo),
    demoPassword: read('DEMO_PASSWORD', null, 'at least 8 characters', (text) => (text.length >= 8 ? text : undefined)),
    tokenSecret: read('TOKEN_SECRET', null, `at least ${shortestSecret} characters`, (text) =>
      text.length >= shortestSecret ? text : undefined,
    ),
    logLevel: read('LOG_LEVEL', 'info', logLevels.join(', '), oneOf(logLevels)),
  };
  if (production && !variables.TOKEN_SECRET) {
    findings.push(`TOKEN_SECRET is not set: a production start needs one of at least ${shortestSecret} characters`);
  }
  if (production && config.demo) findings.push('DEMO=true: a production start refuses demo data');
  if (findings.length > 0) throw new ConfigError(findings);
  return config;
}
