import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { migrations } from '../../migrations';
import { readConfig } from '../../src/config';
import { Product } from '../../src/modules/catalog';
import { access, entities, metrics } from '../../src/schema';
import { system } from '../../src/shared/access/viewer';
import { createDataSource } from '../../src/shared/database/data-source';
import { Database } from '../../src/shared/database/database';
import { SystemClock } from '../../src/shared/domain/clock';
import type { Job } from '../../src/shared/jobs/job';
import { JobRunner } from '../../src/shared/jobs/runner';

/* A job with much to do, and, when it is started as a process, a runner that runs it until it is killed. */

export const muchToDo = 40;

/** Makes the products that are not there yet, one by one. */
export const longJob = (pauseMilliseconds: number): Job => ({
  name: 'test.products',
  description: 'Makes products.',
  run: async (database) => {
    const there = new Set((await database.reader(system).list(Product, {})).map(({ name }) => name));
    const missing = Array.from({ length: muchToDo }, (_, index) => `made ${index}`).filter((name) => !there.has(name));
    for (const name of missing) {
      await database.transaction({ viewer: system, action: 'test.products', requestId: 'test' }, (tx) =>
        tx.insert(Product, { name, nameKey: name, description: '', owner: '', capabilities: [] }),
      );
      process.stdout.write(`${name}\n`);
      await sleep(pauseMilliseconds);
    }
    return missing.length;
  },
});

async function main(): Promise<void> {
  const dataSource = createDataSource(JSON.parse(process.argv[2]!), entities, migrations);
  await dataSource.initialize();
  const database = new Database(dataSource, access, new SystemClock(), metrics, () => []);
  const surroundings = { config: readConfig({}), log: pino({ level: 'silent' }) };
  await new JobRunner(database, [longJob(50)], surroundings).runDue();
}

if (require.main === module) void main();
