import 'reflect-metadata';
import { migrations } from '../../migrations';
import { Product } from '../../src/modules/catalog';
import { access, entities, metrics } from '../../src/schema';
import { system } from '../../src/shared/access/viewer';
import { createDataSource } from '../../src/shared/database/data-source';
import { Database } from '../../src/shared/database/database';
import { SystemClock } from '../../src/shared/domain/clock';
import { defineFact } from '../../src/shared/events/fact';
import { number } from '../../src/shared/events/fact-data';

/*
 * A process that writes until it is killed: several concurrent transactions, each of which creates a product, changes it and
 * states a fact. Says on its standard output what was committed: one product's id per line.
 */

const written = defineFact('TestWritten', 'A process of a test has written something.', { number: number });
const [location] = process.argv.slice(2);

async function main(): Promise<void> {
  const dataSource = createDataSource(JSON.parse(location!), entities, migrations);
  await dataSource.initialize();
  const database = new Database(dataSource, access, new SystemClock(), metrics, () => ['test.reader']);
  const command = { viewer: system, action: 'test', requestId: 'test' };
  await Promise.all(
    Array.from({ length: 4 }, async (_, writer) => {
      for (let number = 0; ; number += 1) {
        const name = `written ${process.pid} ${writer} ${number}`;
        const id = await database.transaction(command, async (tx) => {
          const product = await tx.insert(Product, {
            name,
            nameKey: name,
            description: '',
            owner: '',
            capabilities: [],
          });
          product.description = 'x'.repeat(2_000);
          await tx.save(product);
          tx.record(written, product, { number });
          return product.id;
        });
        process.stdout.write(`${id}\n`);
      }
    }),
  );
}

void main();
