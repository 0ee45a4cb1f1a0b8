import 'reflect-metadata';
import { isEmail } from 'class-validator';
import { readConfig } from '../src/config';
import { createInstallation } from '../src/installation';
import { administratorLink } from '../src/modules/identity';
import { urlOf } from '../src/server';
import { DomainError } from '../src/shared/domain/errors';
import { faultOfText } from '../src/shared/domain/text';

const usage = `Usage: npm run admin -- <email> <name>

Prints a single-use link to set an administrator's password: it invites a new one, and resets the password of one
who has lost it.
`;

async function main(): Promise<number> {
  const [email, ...names] = process.argv.slice(2);
  const name = names.join(' ').trim();
  const fault = faultOfText(name, { lines: 'ONE', mayBeBlank: false });
  if (!email || !isEmail(email) || name === '' || name.length > 200 || fault) {
    if (fault) console.error(`The name ${fault}.`);
    console.error(usage);
    return 2;
  }
  const config = readConfig();
  const installation = await createInstallation({ ...config, logLevel: 'warn' }, { poll: false });
  try {
    const path = await administratorLink(installation.database, { email, name });
    console.log(`${config.publicUrl ?? urlOf(config.host, config.port)}${path}`);
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await installation.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
