import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config';
import { createInstallation } from '../src/installation';
import { rollups } from '../src/schema';
import { run } from './run';

/* npm run rollups [-- --repair | --list | <name>…]: compares the roll-ups of all modules with their records. */

const usage = `Usage: npm run rollups [-- [--repair] [<name>…] | --list]

  Compares the stored sums with the records that they add up, and exits with 1 if anything differs.
  It may run while the servers do.

  <name>…   compares only these
  --repair  corrects the sums that differ
  --list    lists all roll-ups
`;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      repair: { type: 'boolean', default: false },
      list: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (values.list) {
    for (const { name, description } of rollups) console.log(`${name}  ${description}`);
    return 0;
  }
  const unknown = positionals.filter((name) => !rollups.some((rollup) => rollup.name === name));
  if (unknown.length > 0) {
    const known = rollups.map(({ name }) => name).join(', ');
    console.error(`There is no roll-up ${unknown.join(', ')}. Roll-ups: ${known}.`);
    return 2;
  }
  const wanted = rollups.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const installation = await createInstallation({ ...readConfig(), logLevel: 'warn' }, { poll: false });
  let differ = 0;
  try {
    for (const { name, check } of wanted) {
      let found = 0;
      for await (const line of check(installation.database, { repair: values.repair })) {
        console.log(`${name}  ${line}`);
        found += 1;
      }
      const outcome = values.repair ? 'repaired' : 'differ; --repair corrects them';
      console.log(`${name}  ${found === 0 ? 'agrees with its records' : `${found} ${outcome}`}`);
      differ += found;
    }
  } finally {
    await installation.stop();
  }
  return differ === 0 || values.repair ? 0 : 1;
}

run(main);
