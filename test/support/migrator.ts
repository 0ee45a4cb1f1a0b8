import 'reflect-metadata';
import { migrations } from '../../migrations';
import { createDataSource } from '../../src/shared/database/data-source';
import { migrate } from '../../src/shared/database/migration';

/* A process that migrates until it is killed. Says a line before each statement that changes something. */

const [location, leaseMilliseconds] = process.argv.slice(2);

async function main(): Promise<void> {
  const dataSource = await createDataSource(JSON.parse(location!), [], migrations).initialize();
  const create = dataSource.createQueryRunner.bind(dataSource);
  dataSource.createQueryRunner = (mode) => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as (...parameters: unknown[]) => Promise<unknown>;
    runner.query = ((text: string, ...parameters: unknown[]) => {
      if (/^(ALTER|CREATE|DROP|INSERT|UPDATE)/.test(text) && !text.includes('migration_lease')) console.log(text);
      return query(text, ...parameters);
    }) as typeof runner.query;
    return runner;
  };
  await migrate(dataSource, { leaseMilliseconds: Number(leaseMilliseconds) });
}

void main();
