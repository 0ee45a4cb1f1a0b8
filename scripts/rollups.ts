import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config';
import { createInstallation } from '../src/installation';
import { checkCosts } from '../src/modules/time';
import { publishMoney } from '../src/shared/graphql/scalars';
import { run } from './run';

/* npm run rollups [-- --repair]: compares the cost roll-up with its time entries; see docs/adr/0012. */

const usage = `Usage: npm run rollups [-- --repair]

  Compares the stored totals of approved cost with the time entries themselves, and exits with 1 if
  anything differs. It may run while the servers do.

  --repair  corrects the totals that differ
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
      console.log(
        `${month}  ${partnerId ?? "the vendor's own"}  ${phase}: stored ${kept}; the entries add up to ${right}`,
      );
    }
    if (differences.length === 0) console.log('The roll-up agrees with the entries.');
    else console.log(`${differences.length} ${values.repair ? 'repaired' : 'differ; --repair corrects them'}.`);
    return differences.length === 0 || values.repair ? 0 : 1;
  } finally {
    await installation.stop();
  }
}

run(main);
