import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig } from './config';
import { demoLogins, isEmpty, loadDemo } from './demo';
import { createInstallation, type Installation } from './installation';
import { type DemoLogins, startServer } from './server';

async function main(): Promise<void> {
  const config = readConfig();
  const installation = await createInstallation(config);
  const demo = config.demo ? await prepareDemo(installation) : null;
  const server = await startServer(installation, demo);
  console.log(`Trellis is listening.

  explorer   ${server.url}/
  endpoint   ${server.url}/graphql
  schema     ${server.url}/schema.graphql
${demo ? describeDemo(demo) : ''}`);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.stop();
    await installation.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

/** Loads the demo data into an empty database; the logins, where their password is known. */
async function prepareDemo(installation: Installation): Promise<DemoLogins | null> {
  const { config } = installation;
  const file = join(config.dataDirectory, 'demo-password');
  if (await isEmpty(installation)) {
    const password = config.demoPassword ?? randomBytes(9).toString('base64url');
    console.log('Loading the demo ecosystem; this is done once.');
    await loadDemo(installation, { password, progress: (message) => console.log(`  ${message}`) });
    mkdirSync(config.dataDirectory, { recursive: true });
    writeFileSync(file, password, { mode: 0o600 });
  }
  return existsSync(file) ? demoLogins(installation, readFileSync(file, 'utf8')) : null;
}

function describeDemo({ logins, password }: DemoLogins): string {
  const width = Math.max(...logins.map(({ email }) => email.length));
  const lines = logins.map(
    ({ email, roles, partner }) => `  ${email.padEnd(width)}  ${roles.join(', ')}${partner ? ` of ${partner}` : ''}`,
  );
  return `
Demo logins, all with the password ${password}

${lines.join('\n')}
`;
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
