import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { migrations } from '../../migrations';
import { access, entities, factReaders, metrics, readersOf } from '../../src/schema';
import { createDataSource } from '../../src/shared/database/data-source';
import { Database } from '../../src/shared/database/database';
import { ManualClock } from '../../src/shared/domain/clock';
import { Relay } from '../../src/shared/events/relay';

/*
 * A process that delivers facts until it is killed. Before each transaction that posts to incentive ledgers commits, it
 * prints the id of the fact, one per line, and waits a little: so a kill comes between the writes and the commit.
 */

const [location, now] = process.argv.slice(2);

async function main(): Promise<void> {
  const dataSource = createDataSource(JSON.parse(location!), entities, migrations);
  await dataSource.initialize();
  const database = new Database(dataSource, access, new ManualClock(new Date(now!)), metrics, readersOf);
  const readers = factReaders.map((reader) => ({
    ...reader,
    read: async (...[tx, fact]: Parameters<typeof reader.read>) => {
      await reader.read(tx, fact);
      if (reader.name !== 'incentives') return;
      process.stdout.write(`${fact.id}\n`);
      await sleep(20);
    },
  }));
  await new Relay(database, readers, pino({ level: 'silent' })).settle();
  await dataSource.destroy();
}

void main();
