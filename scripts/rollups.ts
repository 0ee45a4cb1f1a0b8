import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config';
import { createInstallation } from '../src/installation';
import { checkCosts } from '../src/modules/delivery';
import { publishMoney } from '../src/shared/graphql/scalars';
import { run } from './run';

/* npm run rollups [-- --repair]: compares what is kept added up with the records; docs/adr/0012 says why it is kept. */

const usage = `Usage: npm run rollups [-- --repair]

  Compares the cost of approved time as it is kept added up with the time entries themselves, and ends with 1 where
  something differs. It may run while the servers do.

  --repair  puts right what differs
`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { repair: { type: 'boolean', default: false }, help: { type: 'boolean' } } });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const installation = await createInstallation({ ...readConfig(), logLevel: 'warn' }, { poll: false });
  try {
    const differences = await checkCosts(installation.database, { repair: values.repair });
    for (const { group, stored, actual } of differences) {
      const { partnerId, phase, month, currencyCode } = group;
      const [kept, right] = [stored, actual].map(({ entries, minutes, costMinor }) => {
        const { amount } = publishMoney({ minor: costMinor, currencyCode });
        return `${entries} entries, ${minutes} minutes, ${amount} ${currencyCode}`;
      });
      console.log(`${month}  ${partnerId ?? "the vendor's own"}  ${phase}: kept ${kept}; the entries come to ${right}`);
    }
    if (differences.length === 0) console.log('The roll-up says what the entries say.');
    else console.log(`${differences.length} ${values.repair ? 'put right' : 'differ; --repair puts them right'}.`);
    return differences.length === 0 || values.repair ? 0 : 1;
  } finally {
    await installation.stop();
  }
}

run(main);
