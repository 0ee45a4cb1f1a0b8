import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError, StartError } from '../config';
import type { Installation } from '../installation';
import { weaknessOf } from '../modules/identity';
import type { DemoLogins } from '../server';
import { embeddedFile } from '../shared/database/data-source';
import { takeMigrationLock } from '../shared/database/migration-lock';
import { sql } from '../shared/database/sql';
import { makePrivateFile } from '../shared/private-files';
import { demoLogins, type DemoOptions, isEmpty, loadDemo } from './index';
import { demoRequestId } from './stage';

/** Exists while the demo data is being loaded. A start that finds it knows that an earlier load was interrupted. */
const unfinished = (config: Config) => join(config.dataDirectory, 'demo-unfinished');

/** Deletes a partial demo before the embedded database is opened. It has no user data: the server did not listen yet. */
export function discardUnfinishedDemo(config: Config): void {
  if (config.databaseUrl !== null || !existsSync(unfinished(config))) return;
  for (const name of readdirSync(config.dataDirectory)) {
    if (name.startsWith(embeddedFile)) rmSync(join(config.dataDirectory, name));
  }
  rmSync(unfinished(config));
}

/** Follows the rules for all passwords, since the demo's start page shows its logins. */
function demoPassword({ demoPassword: chosen }: Config): string {
  if (chosen === null) return randomBytes(9).toString('base64url');
  const weakness = weaknessOf(chosen, { email: '', name: '' });
  if (weakness) throw new ConfigError([`DEMO_PASSWORD=(hidden): ${weakness}`]);
  return chosen;
}

/** Only the node that holds the lock may check: before that, another node on this machine may still be loading. */
function refuseUnfinishedDemo(config: Config): void {
  if (!existsSync(unfinished(config))) return;
  throw new StartError(
    `DATABASE_URL: loading the demo data was interrupted. Empty the database, and delete ${unfinished(config)}.`,
  );
}

/** Loads the demo data into an empty database. Returns the logins, or null if their password is not stored here. */
export async function prepareDemo(
  installation: Installation,
  say: (message: string) => void,
  size: DemoOptions['size'] = 'FULL',
): Promise<DemoLogins | null> {
  const { config } = installation;
  const file = join(config.dataDirectory, 'demo-password');
  // When several nodes start on an empty database, one loads the demo and the others wait.
  const onWait = () => say('Another process prepares the database; this one waits for it.');
  const lock = await takeMigrationLock(installation.database.dataSource, { onWait });
  try {
    refuseUnfinishedDemo(config);
    if (await isEmpty(installation)) {
      const password = demoPassword(config);
      say('Loading the demo ecosystem; this is done once.');
      makePrivateFile(unfinished(config));
      await loadDemo(installation, { password, size, progress: atMostEachSecond(say) });
      writeFileSync(file, password, { mode: 0o600 });
      rmSync(unfinished(config));
    }
  } finally {
    await lock.release();
  }
  return existsSync(file) ? demoLogins(installation, readFileSync(file, 'utf8')) : null;
}

/** The demo users have known names and one password, so demo data must not be mixed with real data. */
export async function refuseDemoInProduction({ config, database }: Installation): Promise<void> {
  if (config.environment !== 'production') return;
  const made = await database.query(
    sql`SELECT 1 AS found FROM user JOIN history_entry ON recordId = user.id AND recordVersion = 1
      WHERE requestId = ${demoRequestId} LIMIT 1`,
  );
  if (made.length === 0) return;
  const variable = config.databaseUrl === null ? 'DATA_DIR' : 'DATABASE_URL';
  throw new StartError(
    `${variable}: this database has demo data, with logins that share one password. Production needs an empty database.`,
  );
}

export function describeDemo({ logins, password }: DemoLogins): string {
  const width = Math.max(...logins.map(({ email }) => email.length));
  const lines = logins.map(
    ({ email, roles, partner }) => `  ${email.padEnd(width)}  ${roles.join(', ')}${partner ? ` of ${partner}` : ''}`,
  );
  return `
Demo logins, all with the password ${password}

${lines.join('\n')}
`;
}

function atMostEachSecond(say: (message: string) => void): (message: string) => void {
  let last = 0;
  return (message) => {
    if (Date.now() - last < 1_000) return;
    last = Date.now();
    say(`  ${message}`);
  };
}
