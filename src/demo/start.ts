import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from '../installation';
import type { DemoLogins } from '../server';
import { demoLogins, isEmpty, loadDemo } from './index';

/** Loads the demo data into an empty database; answers the logins, where their password is known. */
export async function prepareDemo(
  installation: Installation,
  say: (message: string) => void,
): Promise<DemoLogins | null> {
  const { config } = installation;
  const file = join(config.dataDirectory, 'demo-password');
  if (await isEmpty(installation)) {
    const password = config.demoPassword ?? randomBytes(9).toString('base64url');
    say('Loading the demo ecosystem; this is done once.');
    await loadDemo(installation, { password, progress: atMostEachSecond(say) });
    mkdirSync(config.dataDirectory, { recursive: true });
    writeFileSync(file, password, { mode: 0o600 });
  }
  return existsSync(file) ? demoLogins(installation, readFileSync(file, 'utf8')) : null;
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
