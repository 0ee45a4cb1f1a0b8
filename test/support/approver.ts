import 'reflect-metadata';
import { migrations } from '../../migrations';
import { ChangeOrder, changeOrderService } from '../../src/modules/sow';
import { access, entities, metrics } from '../../src/schema';
import { Role, type Viewer } from '../../src/shared/access/viewer';
import { createDataSource } from '../../src/shared/database/data-source';
import { Database } from '../../src/shared/database/database';
import { ManualClock } from '../../src/shared/domain/clock';

/*
 * A process that approves the given change orders, several concurrently, until it is killed. Prints the id of each
 * committed change order, one per line.
 */

const [location, ids] = process.argv.slice(2);

async function main(): Promise<void> {
  const dataSource = createDataSource(JSON.parse(location!), entities, migrations);
  await dataSource.initialize();
  // The day on which the change orders were drafted.
  const clock = new ManualClock(new Date('2026-03-02T10:00:00.000Z'));
  const database = new Database(dataSource, access, clock, metrics, () => ['test.reader']);
  const left = JSON.parse(ids!) as string[];
  const viewer: Viewer = {
    kind: 'STAFF',
    userId: null,
    roles: [Role.ADMIN],
    partnerId: null,
    sessionId: null,
  };
  const command = { viewer, action: 'changeOrderApprove', requestId: 'test' };
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (let id = left.shift(); id; id = left.shift()) {
        const { version } = await database.transaction(command, (tx) => tx.load(ChangeOrder, id));
        await database.transaction(command, (tx) =>
          changeOrderService.approve(tx, id, version, { signatory: 'Jane Doe', evidence: 'archive/2' }, 'Loomworks'),
        );
        process.stdout.write(`${id}\n`);
      }
    }),
  );
}

void main();
