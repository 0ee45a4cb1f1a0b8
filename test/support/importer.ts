import 'reflect-metadata';
import pino from 'pino';
import { migrations } from '../../migrations';
import { ImportRunner } from '../../src/modules/time';
import { openStorage } from '../../src/modules/documents';
import { readConfig } from '../../src/config';
import { access, entities, metrics } from '../../src/schema';
import { createDataSource } from '../../src/shared/database/data-source';
import { Database } from '../../src/shared/database/database';
import { ManualClock } from '../../src/shared/domain/clock';

/* A process that runs imports until none is left, or until it is killed. */

async function main(): Promise<void> {
  const { location, now } = JSON.parse(process.argv[2]!);
  const dataSource = createDataSource(location, entities, migrations);
  await dataSource.initialize();
  const database = new Database(dataSource, access, new ManualClock(new Date(now)), metrics, () => []);
  const storage = await openStorage({ ...readConfig({}), dataDirectory: location.directory });
  process.stdout.write('ready\n');
  await new ImportRunner(database, storage, pino({ level: 'silent' })).runAll();
  await dataSource.destroy();
}

void main();
